package io.cofre.local.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The right to work on a data directory. The operating system takes it back from a JVM that dies. */
final class DataLock implements AutoCloseable {
    /**
     * The locks of this JVM. A POSIX lock belongs to the process and is lost when any channel on its file is closed, so
     * a second attempt from the same JVM must be refused before it opens the file.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DataLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static DataLock take(Path directory) throws IOException {
        Path file = directory.toRealPath().resolve("lock");
        if (!HELD.add(file)) {
            throw inUse(
                    directory, "this process (pid " + ProcessHandle.current().pid() + ")");
        }
        try {
            return new DataLock(file, lock(directory, file));
        } catch (IOException | RuntimeException e) {
            // Whatever it was, this process does not hold it.
            HELD.remove(file);
            throw e;
        }
    }

    private static FileChannel lock(Path directory, Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                String pid = Files.readString(file).strip();
                throw inUse(directory, "process " + (pid.isEmpty() ? "of unknown number" : pid));
            }
            channel.truncate(0);
            channel.write(
                    StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"));
            return channel;
        } catch (IOException | RuntimeException e) {
            // An open channel that nobody owns would keep others out.
            channel.close();
            throw e;
        }
    }

    private static PostgresFailure inUse(Path directory, String holder) {
        return new PostgresFailure.DataDirectoryInUse("the data directory " + directory + " is in use by " + holder
                + ": stop it first, or choose another directory");
    }

    @Override
    public void close() throws IOException {
        try {
            channel.truncate(0);
            channel.close();
        } finally {
            HELD.remove(file);
        }
    }
}
