package io.cofre.assembly.kill;

import io.cofre.assembly.Main;
import io.cofre.assembly.config.Config;
import io.cofre.assembly.config.ConfigReader;
import io.cofre.assembly.config.Inputs;
import io.cofre.local.postgres.RunningPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** {@code cofre serve} in a process of its own, with its PostgreSQL, on one data directory through all its deaths. */
final class ServedNode implements AutoCloseable {
    private static final String READY = "ready ";
    private static final Duration ENDED_WITHIN = Duration.ofSeconds(10);

    private final Path data;
    private final Process process;
    private final URI address;

    private ServedNode(Path data, Process process, URI address) {
        this.data = data;
        this.process = process;
        this.address = address;
    }

    static ServedNode start(Path data) throws IOException {
        Path log = data.resolveSibling("serve.log");
        ProcessBuilder builder = Jvm.of(
                        Main.class,
                        List.of(
                                "serve",
                                "--port",
                                "0",
                                "--data",
                                data.toString(),
                                "--admin-token-file",
                                adminToken(data).toString()))
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("COFRE_"));
        Process process = builder.start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        Optional<String> ready =
                out.lines().filter(line -> line.startsWith(READY)).findFirst();
        if (ready.isEmpty()) {
            throw new AssertionError("the node did not start:\n" + Files.readString(log));
        }
        // Nobody reads on, and so the process must never wait for a reader.
        Thread.ofPlatform().daemon().start(() -> out.lines().forEach(line -> {}));
        return new ServedNode(data, process, URI.create(ready.get().substring(READY.length())));
    }

    private static Path adminToken(Path data) {
        return data.resolveSibling("admin-token");
    }

    /** The platform administrator's, as the first start wrote it. */
    String adminToken() throws IOException {
        return Files.readString(adminToken(data)).strip();
    }

    URI address() {
        return address;
    }

    Config config() {
        Inputs inputs = new Inputs(data, Optional.empty(), Map.of(), Map.of(), Map.of("--data", data.toString()));
        return switch (ConfigReader.read(inputs)) {
            case ConfigReader.Reading.Good(Config config) -> config;
            case ConfigReader.Reading.Bad(var problems) -> throw new AssertionError("refused: " + problems);
        };
    }

    Path trust() {
        return data.resolve("trust.json");
    }

    /** SIGKILL for the JVM; its server lives on. */
    void killJvm() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGKILL for the server and its sessions, or for the server alone, which its sessions find out. */
    void killPostgres(boolean sessionsToo) throws IOException, InterruptedException {
        List<ProcessHandle> doomed = new ArrayList<>();
        Path claim = home().resolve("pgdata").resolve("postmaster.pid");
        long pid = Long.parseLong(Files.readAllLines(claim).getFirst().strip());
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        doomed.add(server);
        if (sessionsToo) {
            doomed.addAll(server.descendants().toList());
        }
        doomed.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(server);
    }

    private static void awaitEnd(ProcessHandle process) throws InterruptedException {
        long end = System.nanoTime() + ENDED_WITHIN.toNanos();
        while (process.isAlive() && !isDead(process.pid())) {
            if (System.nanoTime() > end) {
                throw new AssertionError("process " + process.pid() + " outlives SIGKILL");
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    /** A process that nobody has waited for keeps its number, and nothing else. */
    private static boolean isDead(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.regionMatches(stat.lastIndexOf(')') + 2, "Z", 0, 1);
        } catch (IOException notLinux) {
            return false;
        }
    }

    /** The database past all walls, once the server answers. */
    Optional<Connection> owner() {
        Optional<RunningPostgres> running = RunningPostgres.find(home());
        if (running.isEmpty()) {
            return Optional.empty();
        }
        RunningPostgres server = running.get();
        try {
            return Optional.of(
                    DriverManager.getConnection(server.jdbcUrl("cofre"), server.user(), new String(server.password())));
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private Path home() {
        return data.resolve("postgres");
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
