package io.cofre.assembly.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.assembly.cli.Json;
import io.cofre.assembly.config.Config;
import io.cofre.assembly.node.ExitStatus;
import io.cofre.assembly.node.LiveLedger;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.ledger.Finding;
import io.cofre.domain.usecase.AuditLedger;
import io.cofre.ports.journal.Admission;
import io.cofre.ports.node.TrustAnchors;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "audit",
        description = {
            "Verifies every span of the live ledger, and checks that the rows beside it (keys, API keys, wallets,"
                    + " tenants, apps, memories, nonces, the outbox) say what the spans say. The service may run"
                    + " meanwhile. Lists all findings and exits 1 where there are any.",
        },
        footerHeading = Commands.EXAMPLES,
        footer = {
            "  cofre ledger audit",
            "  cofre ledger audit --data /srv/cofre",
            "  cofre ledger audit --json --most 10"
        })
final class LedgerAuditCommand implements Callable<Integer> {
    /** What no span says, and so no audit sees. */
    private static final List<String> UNSEEN = List.of(
            "spans cut off at the end together with the rows that name them",
            "recorded_at moved everywhere by a database administrator",
            "what no span says (docs/threat-model.md, \"Not detected yet\")");

    private final Terminal terminal;

    @Mixin
    private Settled settings = new Settled();

    @Option(
            names = "--most",
            paramLabel = "NUMBER",
            defaultValue = "1000",
            description = "How many findings are listed; the others are counted. ${DEFAULT-VALUE} where not given.")
    private int most;

    @Option(names = "--json", description = "Prints the result as JSON.")
    private boolean json;

    LedgerAuditCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Config config = settings.read(terminal);
        TrustAnchors anchors = Anchors.of(config.trust());
        AuditLedger.Audited audited = LiveLedger.compare(
                config,
                terminal.environment(),
                terminal.progress(),
                snapshots -> new AuditLedger(
                                snapshots,
                                anchors,
                                Ed25519.fastest(),
                                InstantSource.system(),
                                new Admission(config.ledger().freshness()))
                        .audit(most, (seen, last) -> bar(last).at(seen)));
        bar(audited.spans()).end();
        if (json) {
            terminal.out().println(Json.write(described(audited)));
        } else {
            tell(audited);
        }
        return audited.findings().isEmpty() && audited.more() == 0 ? ExitStatus.OK.code() : ExitStatus.FAULT.code();
    }

    private ProgressBar bar(long last) {
        return new ProgressBar(terminal.err(), "spans", last);
    }

    private void tell(AuditLedger.Audited audited) {
        long all = audited.findings().size() + audited.more();
        terminal.out().println(audited.spans() + " spans audited, " + all + (all == 1 ? " finding" : " findings"));
        UNSEEN.forEach(unseen -> terminal.out().println("Not seen by this: " + unseen + "."));
        for (Finding finding : audited.findings()) {
            terminal.err()
                    .println("cofre: position " + finding.position()
                            + finding.version()
                                    .map(version -> ", span " + version.id() + ", seq " + version.seq())
                                    .orElse("")
                            + ": " + finding.detail());
        }
        if (audited.more() > 0) {
            terminal.err().println("cofre: and " + audited.more() + " more; --most lists more of them");
        }
    }

    private static ObjectNode described(AuditLedger.Audited audited) {
        ObjectNode all = Json.object().put("audited", audited.spans());
        ArrayNode findings = all.putArray("findings");
        for (Finding finding : audited.findings()) {
            ObjectNode one = findings.addObject().put("position", finding.position());
            finding.version()
                    .ifPresent(version -> one.put("id", version.id().toString()).put("seq", version.seq()));
            one.put("check", finding.check()).put("detail", finding.detail());
        }
        all.put("more", audited.more());
        all.set("not_seen", Json.texts(UNSEEN));
        return all;
    }
}
