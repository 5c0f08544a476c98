package io.cofre.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A server that outlived the JVM which started it. */
final class Orphan {
    /** What the process that {@code postmaster.pid} names is. */
    enum Kind {
        SERVER_OF_THE_DATA,
        SOMETHING_ELSE,
        UNKNOWN
    }

    private Orphan() {}

    /** Stops a server that works on this cluster; leaves every other process alone. The caller holds the data lock. */
    static void stopAny(Path cluster, Signals signals, Duration patience) throws IOException, InterruptedException {
        Optional<PidFile> claim = PidFile.read(cluster);
        if (claim.isEmpty()) {
            return;
        }
        long pid = claim.get().pid();
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (process.isEmpty()) {
            return;
        }
        switch (kind(process.get(), cluster)) {
            case SERVER_OF_THE_DATA -> signals.stop(process.get(), patience);
            case SOMETHING_ELSE -> PidFile.disown(cluster);
            case UNKNOWN ->
                throw new PostgresFailure.DataDirectoryInUse(
                        "process " + pid + " may be a PostgreSQL server at work on "
                                + cluster
                                + ", and this user may not see whether it is: stop it; if it is something else, end it"
                                + " or remove " + cluster.resolve("postmaster.pid"));
        }
    }

    static Kind kind(ProcessHandle process, Path cluster) throws IOException {
        Path entry = Path.of("/proc", Long.toString(process.pid()));
        Path real = cluster.toRealPath();
        if (Files.exists(entry)) {
            try {
                // A server changes to its data directory. What cannot be opened may be a process that has ended
                // meanwhile.
                boolean here = Files.readSymbolicLink(entry.resolve("cwd")).equals(real);
                return here
                                && isPostgres(Files.readSymbolicLink(entry.resolve("exe"))
                                        .toString())
                        ? Kind.SERVER_OF_THE_DATA
                        : Kind.SOMETHING_ELSE;
            } catch (IOException hidden) {
                return isDead(entry) ? Kind.SOMETHING_ELSE : byCommandLine(process, cluster);
            }
        }
        return byCommandLine(process, cluster);
    }

    private static boolean isPostgres(String executable) {
        return executable.replaceFirst(" \\(deleted\\)$", "").endsWith("/postgres");
    }

    /** A process that nobody has waited for keeps its number, and nothing else. */
    private static boolean isDead(Path entry) {
        try {
            String stat = Files.readString(entry.resolve("stat"));
            return stat.regionMatches(stat.lastIndexOf(')') + 2, "Z", 0, 1);
        } catch (IOException gone) {
            return true;
        }
    }

    private static Kind byCommandLine(ProcessHandle process, Path cluster) {
        return process.info()
                .commandLine()
                .map(line -> line.contains("/postgres ") && line.contains(cluster.toString())
                        ? Kind.SERVER_OF_THE_DATA
                        : Kind.SOMETHING_ELSE)
                .orElse(Kind.UNKNOWN);
    }
}
