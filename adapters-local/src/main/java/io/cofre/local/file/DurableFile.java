package io.cofre.local.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Writes small files whole, readable by their owner alone. Each write is on the disk, file and directory, before the
 * method returns, and a crash leaves the old content or the new.
 */
public final class DurableFile {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY = PosixFilePermissions.asFileAttribute(
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));

    private DurableFile() {}

    /** Puts the content in the place of what stands, if anything does. */
    public static void replace(Path file, byte[] content) throws IOException {
        Files.move(write(file, content), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncDirectory(file);
    }

    /**
     * Makes the file.
     *
     * @throws java.nio.file.FileAlreadyExistsException where there is one already, which stays
     */
    public static void create(Path file, byte[] content) throws IOException {
        Path written = write(file, content);
        try {
            // A link fails where a move would replace.
            Files.createLink(file, written);
        } finally {
            Files.delete(written);
        }
        syncDirectory(file);
    }

    private static Path write(Path file, byte[] content) throws IOException {
        Path written = Files.createTempFile(directory(file), "." + file.getFileName() + "-", ".new", OWNER_ONLY);
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
            return written;
        } catch (IOException e) {
            Files.deleteIfExists(written);
            throw e;
        }
    }

    private static void syncDirectory(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(directory(file), StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path directory(Path file) throws IOException {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException(file + " is a directory");
        }
        return parent;
    }
}
