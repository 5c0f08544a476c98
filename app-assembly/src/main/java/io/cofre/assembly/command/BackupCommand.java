package io.cofre.assembly.command;

import io.cofre.assembly.cli.Json;
import io.cofre.assembly.node.Backup;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "backup",
        description = {
            "Writes all that an installation keeps into one file, as of one instant, while the service runs.",
            "Onprem it connects as postgres.migrate_user, and takes trust.json from this node's data directory.",
            "The secrets in it are wrapped by the master key, which is not in it unless asked for."
        },
        footerHeading = Commands.EXAMPLES,
        footer = {
            "  cofre backup cofre-2026-11-22.backup",
            "  cofre backup cofre-2026-11-22.backup --config onprem.properties"
        })
final class BackupCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private Settled settings = new Settled();

    @Option(
            names = "--with-master-key",
            description = "Puts the master key in: whoever has the file can read all of it.")
    private boolean withMasterKey;

    @Option(names = "--json", description = "Prints what was written as JSON, for programs.")
    private boolean json;

    @Parameters(paramLabel = "FILE", description = "Must not be there yet; gets mode 0600.")
    private Path file = Path.of("");

    BackupCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        long rows = new Backup(settings.read(terminal), terminal.environment(), terminal.progress())
                .write(file, withMasterKey);
        terminal.out()
                .println(
                        json
                                ? Json.write(Json.object().put("rows", rows).put("file", file.toString()))
                                : rows + " rows in " + file);
        return 0;
    }
}
