package io.cofre.assembly.command;

import io.cofre.assembly.cli.Json;
import io.cofre.assembly.config.Config;
import io.cofre.assembly.node.Backup;
import io.cofre.assembly.node.ExitStatus;
import io.cofre.assembly.node.LiveLedger;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.ledger.LedgerVerification.Unchecked;
import io.cofre.domain.usecase.VerifyLedger;
import io.cofre.ports.span.LedgerScan;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        description = {
            "Puts a backup into an empty data directory (--data), and verifies its ledger.",
            "Onprem: into the empty database that postgres.url names, which cofre db init made. A backup of either kind"
                    + " goes into either."
        },
        footerHeading = Commands.EXAMPLES,
        footer = {
            "  cofre restore cofre-2026-11-22.backup --data /srv/restored",
            "  cofre restore cofre-2026-11-22.backup --config onprem.properties"
        })
final class RestoreCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private Settled settings = new Settled();

    @Option(names = "--json", description = "Prints what was restored and verified as JSON, for programs.")
    private boolean json;

    @Parameters(paramLabel = "FILE", description = "What cofre backup wrote.")
    private Path file = Path.of("");

    RestoreCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Config config = settings.read(terminal);
        long rows = new Backup(config, terminal.environment(), terminal.progress()).read(file);
        if (!json) {
            terminal.out().println(rows + " rows restored");
        }
        return LiveLedger.read(
                config, terminal.environment(), terminal.progress(), ledger -> verified(ledger, config, rows));
    }

    private int verified(LedgerScan ledger, Config config, long rows) {
        VerifyLedger.Verified verified =
                new VerifyLedger(ledger, Anchors.of(config.trust()), Ed25519.fastest()).verify(this::progressed);
        if (json) {
            terminal.out()
                    .println(Json.write(
                            LedgerVerifyCommand.described(verified.spans(), new Unchecked(0, 0, 0), verified.fault())
                                    .put("rows", rows)));
            return verified.fault().isPresent() ? ExitStatus.FAULT.code() : ExitStatus.OK.code();
        }
        if (verified.fault().isPresent()) {
            terminal.err()
                    .println("cofre: the ledger does not hold: "
                            + verified.fault().get());
            return ExitStatus.FAULT.code();
        }
        terminal.out().println(verified.spans() + " spans verified");
        return ExitStatus.OK.code();
    }

    private void progressed(long spans) {
        if (spans % 10_000 == 0) {
            terminal.err().println("cofre: " + spans + " spans verified so far");
        }
    }
}
