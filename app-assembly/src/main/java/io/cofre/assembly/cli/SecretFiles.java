package io.cofre.assembly.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Files that hold a secret: readable by their owner alone, or not used. */
final class SecretFiles {
    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private SecretFiles() {}

    /** The file's text, without the line end that editors leave. */
    static String read(Path path) {
        refuseWide(path);
        try {
            return Files.readString(path).strip();
        } catch (IOException e) {
            throw new Stop(Exit.USAGE, "the file " + path + " cannot be read", List.of(String.valueOf(e.getMessage())));
        }
    }

    static void refuseWide(Path path) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            if (!OWNERS.containsAll(permissions)) {
                throw new Stop(
                        Exit.NOT_AUTHORIZED,
                        "the file " + path + " holds a secret and others may reach it ("
                                + PosixFilePermissions.toString(permissions) + ")",
                        List.of("Close it: chmod 600 " + path, "If others could read it, change the secret too."));
            }
        } catch (UnsupportedOperationException e) {
            throw new Stop(
                    Exit.NOT_AUTHORIZED,
                    "the file " + path + " stands on a file system without owners",
                    "Give the token in COFRE_TOKEN instead.");
        } catch (IOException e) {
            throw new Stop(Exit.USAGE, "there is no file " + path + " to read", List.of());
        }
    }

    /**
     * Whether {@link #replace} could write there.
     *
     * @throws Stop where it could not
     */
    static void tryOut(Path path) {
        try {
            Files.deleteIfExists(created(path));
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /** Puts a whole new file, mode 0600 from its first byte on, in the place of whatever was there. */
    static void replace(Path path, String text) {
        try {
            Path next = created(path);
            Files.write(next, text.getBytes(StandardCharsets.UTF_8));
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    /** An empty file beside the one that it will replace. */
    private static Path created(Path path) throws IOException {
        Path next = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(next);
        return Files.createFile(
                next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static Stop unwritable(Path path, IOException e) {
        return new Stop(
                Exit.CANNOT_WRITE,
                "the file " + path + " cannot be written",
                List.of(e.getClass().getSimpleName() + ": " + e.getMessage()));
    }
}
