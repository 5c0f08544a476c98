package io.cofre.local.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked from the class path into a directory named after the archive's checksum. */
final class Binaries {
    private static final String SEAL = ".complete";

    /** A file lock is refused, not waited for, when another thread of the same JVM holds it. */
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private final Path directory;

    private Binaries(Path directory) {
        this.directory = directory;
    }

    Path initdb() {
        return directory.resolve("bin/initdb");
    }

    Path pgCtl() {
        return directory.resolve("bin/pg_ctl");
    }

    Path postgres() {
        return directory.resolve("bin/postgres");
    }

    /**
     * Unpacks them below {@code parent} unless they are there, whole, already; JVMs that share it wait for each other.
     */
    static Binaries in(Path parent, Platform platform) throws IOException {
        URL archive = Optional.ofNullable(Binaries.class.getResource(platform.resource()))
                .orElseThrow(() -> new PostgresFailure.UnsupportedPlatform(
                        "the embedded PostgreSQL of this platform is not on the class path (" + platform.resource()
                                + "): build with ./mvnw -P " + platform.profile()));
        Path directory = parent.resolve("bin-" + checksum(archive));
        if (!isWhole(directory)) {
            unpackOnce(archive, directory);
        }
        return new Binaries(directory);
    }

    private static void unpackOnce(URL archive, Path directory) throws IOException {
        Path lockFile = directory.resolveSibling(directory.getFileName() + ".lock");
        ONE_AT_A_TIME.lock();
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (lock.isValid() && !isWhole(directory)) {
                Path fresh = directory.resolveSibling(directory.getFileName() + ".unpacking");
                FileTree.delete(fresh);
                unpack(archive, fresh);
                Files.writeString(fresh.resolve(SEAL), FileTree.listing(fresh, SEAL));
                FileTree.delete(directory);
                Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
            }
        } finally {
            ONE_AT_A_TIME.unlock();
        }
    }

    /**
     * Whether every file is there in the size that it was unpacked in; sees what a clean-up or a power cut took away.
     */
    private static boolean isWhole(Path directory) throws IOException {
        try {
            return Files.readString(directory.resolve(SEAL)).equals(FileTree.listing(directory, SEAL));
        } catch (NoSuchFileException absent) {
            return false;
        }
    }

    private static void unpack(URL archive, Path target) throws IOException {
        Files.createDirectories(target);
        try (InputStream raw = archive.openStream();
                InputStream plain = new XZInputStream(new BufferedInputStream(raw, 1 << 16));
                TarArchiveInputStream tar = new TarArchiveInputStream(plain)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException(
                            "the archive " + archive + " names a path outside itself: " + entry.getName());
                }
                write(entry, tar, path);
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
            return;
        }
        Files.createDirectories(Optional.ofNullable(path.getParent()).orElseThrow());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(path.toString());
        }
        Files.copy(content, path);
        boolean executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    /** A jar's directory knows the checksum of its entries; computing it again would cost a start 50 ms. */
    private static String checksum(URL archive) throws IOException {
        URLConnection connection = archive.openConnection();
        if (connection instanceof JarURLConnection jar) {
            ZipEntry entry = jar.getJarEntry();
            if (entry.getCrc() != -1) {
                return HexFormat.of().toHexDigits(entry.getCrc(), 8) + "-" + entry.getSize();
            }
        }
        try (CheckedInputStream stream = new CheckedInputStream(connection.getInputStream(), new CRC32())) {
            long size = stream.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().toHexDigits(stream.getChecksum().getValue(), 8) + "-" + size;
        }
    }
}
