package io.cofre.assembly.command;

import io.cofre.assembly.cli.Token;
import io.cofre.assembly.config.Config;
import io.cofre.assembly.config.ConfigProblem;
import io.cofre.assembly.config.ConfigReader;
import io.cofre.assembly.config.Inputs;
import io.cofre.assembly.demo.Demo;
import io.cofre.assembly.node.ExitStatus;
import io.cofre.assembly.node.ServingNode;
import io.cofre.assembly.node.StartFailure;
import io.cofre.domain.usecase.IssuedKey;
import io.cofre.ports.span.KeyId;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = {
            "Starts an embedded service on a free port, in a directory that goes away with it, and walks through all that"
                    + " it does: each request, its answer, and an independent check of each signature.",
            "Then it stays up until Ctrl-C."
        },
        footerHeading = Commands.EXAMPLES,
        footer = {"  cofre demo", "  cofre demo --exit"})
final class DemoCommand implements Callable<Integer> {
    /** So that the walk needs no vendor's key. */
    private static final Map<String, String> STAND_IN = Map.of("cofre.providers.anthropic.api", "echo");

    private final Terminal terminal;
    private final ToIntFunction<Demo.Given> walk;

    @Option(names = "--exit", description = "Ends after the walk: status 0 only if all of it held.")
    private boolean exit;

    DemoCommand(Terminal terminal) {
        this(
                terminal,
                given -> Demo.run(
                        given, io.cofre.assembly.cli.Terminal.ofProcess().printingTo(terminal.out(), terminal.err())));
    }

    /** @param walk through the service that runs; an exit status */
    DemoCommand(Terminal terminal, ToIntFunction<Demo.Given> walk) {
        this.terminal = terminal;
        this.walk = walk;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("cofre-demo-");
        List<IssuedKey> admins = new ArrayList<>();
        Stopping stopping = new Stopping(directory);
        Thread hook = new Thread(stopping::stop, "cofre-stop");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            terminal.err().println("cofre: starting a service for the demo, with its data in " + directory);
            Config config = config(directory);
            ServingNode node = ServingNode.start(config, Map.of(), terminal.progress(), admins::add);
            stopping.node = node;
            Token admin = Token.of(admins.getFirst().token().reveal(), "the first start");
            Demo.Given given = new Demo.Given(
                    node.address(),
                    admin,
                    node.roots().keySet().stream().map(KeyId::value).collect(Collectors.toSet()));
            int status = walk.applyAsInt(given);
            if (!exit) {
                terminal.out()
                        .println("ready " + node.address() + " until Ctrl-C; platform-admin token: "
                                + admins.getFirst().token().reveal());
                new CountDownLatch(1).await();
            }
            return status;
        } finally {
            stopping.stop();
        }
    }

    private static Config config(Path directory) {
        Inputs inputs = new Inputs(
                directory, Optional.empty(), Map.of(), STAND_IN, Map.of("--port", "0", "--data", directory + "/data"));
        return switch (ConfigReader.read(inputs)) {
            case ConfigReader.Reading.Good(Config config) -> config;
            case ConfigReader.Reading.Bad(List<ConfigProblem> problems) ->
                throw new StartFailure(ExitStatus.INTERNAL, "the demo's own settings are wrong: " + problems);
        };
    }

    /** Ends the node and removes its files, once, whoever asks first. */
    private static final class Stopping {
        private final Path directory;
        private volatile @Nullable ServingNode node;
        private boolean stopped;

        private Stopping(Path directory) {
            this.directory = directory;
        }

        synchronized void stop() {
            if (stopped) {
                return;
            }
            stopped = true;
            ServingNode running = node;
            if (running != null) {
                running.close();
            }
            try {
                delete();
            } catch (IOException e) {
                System.err.println("cofre: " + directory + " could not be removed: " + e);
            }
        }

        private void delete() throws IOException {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                        throws IOException {
                    Files.delete(visited);
                    return FileVisitResult.CONTINUE;
                }
            });
        }
    }
}
