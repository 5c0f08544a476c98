package io.cofre.assembly.command;

import io.cofre.assembly.config.Config;
import io.cofre.assembly.config.HttpConfig;
import io.cofre.assembly.config.StoreConfig;
import io.cofre.assembly.node.ServingNode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "serve",
        description = "Runs the service until it is told to stop (Ctrl-C, SIGTERM).",
        footerHeading = Commands.EXAMPLES,
        footer = {"  cofre serve", "  cofre serve --port 0 --data /srv/cofre --admin-token-file /root/cofre-admin"})
final class ServeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private Settled settings = new Settled();

    @Option(names = "--port", paramLabel = "N", description = "The port to listen on (http.port); 0 for any free one.")
    private @Nullable String port;

    @Option(names = "--roles", paramLabel = "ROLES", description = "What the node runs (roles): api,scheduler.")
    private @Nullable String roles;

    @Option(
            names = "--admin-token-file",
            paramLabel = "FILE",
            description = "Writes the platform-admin token there (mode 0600) instead of printing it.")
    private @Nullable Path adminTokenFile;

    ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> flags = new HashMap<>();
        if (port != null) {
            flags.put("--port", port);
        }
        if (roles != null) {
            flags.put("--roles", roles);
        }
        Config config = settings.read(terminal, flags);
        Logging.configure(config.log());
        warnOfPlainText(config.http());
        boolean kept = !(config.store().backend() instanceof StoreConfig.Backend.InMemory);
        if (!kept) {
            terminal.err()
                    .println(
                            "cofre: NOTHING IS KEPT (assembly = memory): ledger, wallets, keys and tokens are gone when this"
                                    + " process ends. For trying out and for tests alone");
        }
        ServingNode node = ServingNode.start(
                config,
                terminal.environment(),
                terminal.progress(),
                new AdminTokenTold(Optional.ofNullable(adminTokenFile), terminal));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node), "cofre-stop"));
        if (!kept) {
            node.roots().values().forEach(root -> terminal.err().println("cofre: the root of this ledger: " + root));
        }
        terminal.out().println("ready " + node.address());
        terminal.out().flush();
        new CountDownLatch(1).await();
        return 0;
    }

    private void stop(ServingNode node) {
        terminal.err().println("cofre: stopping");
        node.close();
    }

    private void warnOfPlainText(HttpConfig http) {
        try {
            if (http.tls().isEmpty() && !InetAddress.getByName(http.host()).isLoopbackAddress()) {
                terminal.err()
                        .println("cofre: tokens cross the network in plain text: http.host " + http.host()
                                + " is not this machine alone, and http.tls is not set");
            }
        } catch (UnknownHostException e) {
            // Listening will tell.
        }
    }
}
