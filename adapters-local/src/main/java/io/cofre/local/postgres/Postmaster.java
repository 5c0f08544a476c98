package io.cofre.local.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One run of the server, from its start to its end. */
final class Postmaster {
    private static final long POLL_MILLIS = 10;

    private final Process process;
    private final ServerLog log;
    private final long logStart;
    private final long startedNanos;

    private Postmaster(Process process, ServerLog log, long logStart) {
        this.process = process;
        this.log = log;
        this.logStart = logStart;
        this.startedNanos = System.nanoTime();
    }

    static Postmaster spawn(List<String> command, ServerLog log) throws IOException {
        long logStart = log.size();
        return new Postmaster(
                Command.builder(command).redirectOutput(log.redirect()).start(), log, logStart);
    }

    /**
     * The settings are arguments, which outrank the files in the data directory and {@code ALTER SYSTEM}: nobody turns
     * durability off, or opens the server to the network, by leaving a line in one of them. The log never quotes
     * statements, parameters or rows.
     */
    static List<String> command(Binaries binaries, Identity identity, Platform platform, Path cluster, int port) {
        List<String> arguments = new ArrayList<>(List.of("-D", cluster.toString()));
        List<String> settings = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "port=" + port,
                "unix_socket_directories=",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "max_connections=100",
                "shared_buffers=128MB",
                "jit=off",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_destination=stderr",
                "logging_collector=off",
                "log_checkpoints=off",
                "log_line_prefix=%m [%p] ",
                "log_error_verbosity=terse",
                "log_min_error_statement=panic",
                "log_statement=none",
                "log_min_duration_statement=-1",
                "log_parameter_max_length_on_error=0"));
        if (platform.isMac()) {
            // The other methods leave the data in the disk's own cache.
            settings.add("wal_sync_method=fsync_writethrough");
        }
        settings.forEach(setting -> arguments.addAll(List.of("-c", setting)));
        List<String> command = new ArrayList<>();
        if (!platform.isMac()) {
            // A session of its own: Ctrl-C in the terminal is for the JVM, which stops the server when it needs it no
            // more.
            command.add("setsid");
        }
        command.addAll(identity.command(binaries.postgres(), arguments.toArray(String[]::new)));
        return command;
    }

    /** Whether it accepts connections before it ends or the time is over. */
    boolean isReadyWithin(Path cluster, Duration patience) throws IOException, InterruptedException {
        long deadline = startedNanos + patience.toNanos();
        while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
            Optional<PidFile> file = PidFile.read(cluster);
            if (file.isPresent()
                    && file.get().pid() == process.pid()
                    && file.get().ready()) {
                return true;
            }
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
        }
        return false;
    }

    boolean endsWithin(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** What it wrote to its log, the end of it. */
    String lastWords() {
        return log.tail(logStart);
    }

    /** How it ended. Only for one that has. */
    String end() {
        int status = process.exitValue();
        return status > 128 ? "it was ended by signal " + (status - 128) : "it ended with status " + status;
    }
}
