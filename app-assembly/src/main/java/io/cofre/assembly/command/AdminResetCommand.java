package io.cofre.assembly.command;

import io.cofre.assembly.node.OpenedNode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "reset",
        description =
                "Makes a new platform-admin token and revokes the former ones; an embedded node is stopped first.",
        footerHeading = Commands.EXAMPLES,
        footer = {"  cofre admin reset", "  cofre admin reset --data /srv/cofre --admin-token-file /root/cofre-admin"})
final class AdminResetCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private Settled settings = new Settled();

    @Option(
            names = "--admin-token-file",
            paramLabel = "FILE",
            description = "Writes the token there (mode 0600) instead of printing it.")
    private @Nullable Path adminTokenFile;

    AdminResetCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (OpenedNode node =
                OpenedNode.existing(settings.read(terminal), terminal.environment(), terminal.progress())) {
            new AdminTokenTold(Optional.ofNullable(adminTokenFile), terminal)
                    .accept(node.assembled().cofre().upkeep().resetAdminToken().reset());
            return 0;
        }
    }
}
