package io.cofre.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;

/** PostgreSQL's {@code postmaster.pid}: who serves a data directory, and how far its start is. */
record PidFile(long pid, boolean ready) {
    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    /** Empty where there is none, or where it is being written just now. */
    static Optional<PidFile> read(Path cluster) throws IOException {
        try {
            List<String> lines = Files.readString(path(cluster)).lines().toList();
            boolean ready =
                    lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
            return Optional.of(new PidFile(Long.parseLong(lines.getFirst().strip()), ready));
        } catch (NoSuchFileException | NumberFormatException | NoSuchElementException absent) {
            return Optional.empty();
        }
    }

    /** The port that the server listens on; empty where the file does not say. */
    static OptionalInt port(Path cluster) throws IOException {
        try {
            List<String> lines = Files.readAllLines(path(cluster));
            return OptionalInt.of(Integer.parseInt(lines.get(PORT_LINE).strip()));
        } catch (NoSuchFileException | NumberFormatException | IndexOutOfBoundsException absent) {
            return OptionalInt.empty();
        }
    }

    /**
     * Takes away the claim of a process number that belongs to somebody else by now; PostgreSQL would refuse to start.
     * The rest of the file stays, since by it PostgreSQL finds sessions that outlived their server and still write to
     * the data; the number becomes ours, which it ignores because we are the parent of the server to come.
     */
    static void disown(Path cluster) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(path(cluster)));
        lines.set(0, Long.toString(ProcessHandle.current().pid()));
        Files.write(path(cluster), lines, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
    }

    private static Path path(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }
}
