package io.cofre.local.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The file that the server's standard output and error go to, and the one before it. */
final class ServerLog {
    private static final long LARGE = 10L << 20;
    private static final int TAIL = 4 << 10;

    private final Path file;

    ServerLog(Path file) {
        this.file = file;
    }

    ProcessBuilder.Redirect redirect() {
        return ProcessBuilder.Redirect.appendTo(file.toFile());
    }

    long size() throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    /**
     * Keeps a large log as {@code .1} and begins a new one. The server goes on writing to the file that it was given,
     * so that one is copied and emptied instead of renamed; lines written in between are lost.
     */
    void rotateIfLarge() throws IOException {
        if (size() < LARGE) {
            return;
        }
        Files.copy(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
    }

    /** The last lines written since the file had the size {@code from}. */
    String tail(long from) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long end = channel.size();
            long start = Math.max(from > end ? 0 : from, end - TAIL);
            ByteBuffer buffer = ByteBuffer.allocate((int) (end - start));
            channel.read(buffer, start);
            return StandardCharsets.UTF_8.decode(buffer.flip()).toString().strip();
        } catch (IOException e) {
            return "(the log " + file + " could not be read: " + e + ")";
        }
    }
}
