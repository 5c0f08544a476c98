package io.cofre.local.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** The files that PostgreSQL keeps its data in, and the password of their superuser. */
final class Cluster {
    static final String SUPERUSER = "postgres";

    private final Path directory;
    private final Path passwordFile;

    private Cluster(Path home) {
        this.directory = home.resolve("pgdata");
        this.passwordFile = home.resolve("password");
    }

    /** Made on the first call; a crash on the way leaves nothing that a later call would take for a whole one. */
    static Cluster in(Path home, Binaries binaries, Identity identity, Platform platform)
            throws IOException, InterruptedException {
        Cluster cluster = new Cluster(home);
        if (!Files.exists(cluster.directory)) {
            cluster.create(home, binaries, identity, platform);
        } else if (!Files.exists(cluster.passwordFile)) {
            throw new PostgresFailure.PasswordLost(
                    "the file " + cluster.passwordFile + " with the password of the data in " + cluster.directory
                            + " is missing: restore it from a backup");
        }
        cluster.refuseOtherMajorVersion(binaries, identity);
        return cluster;
    }

    /** The files as they stand, without a look at them. */
    static Cluster of(Path home) {
        return new Cluster(home);
    }

    Path directory() {
        return directory;
    }

    /** As {@link #password}, saying what to do where it is lost. */
    char[] knownPassword() {
        try {
            return password();
        } catch (IOException e) {
            throw new PostgresFailure.PasswordLost("the password of the data in " + directory + " cannot be read (" + e
                    + "): restore the file from a backup");
        }
    }

    char[] password() throws IOException {
        byte[] bytes = Files.readAllBytes(passwordFile);
        try {
            CharBuffer text = StandardCharsets.US_ASCII.decode(ByteBuffer.wrap(bytes));
            char[] password = new char[text.remaining()];
            text.get(password);
            Arrays.fill(text.array(), '\0');
            return password;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private void create(Path home, Binaries binaries, Identity identity, Platform platform)
            throws IOException, InterruptedException {
        Path fresh = home.resolve("pgdata.new");
        FileTree.delete(fresh);
        Files.createDirectory(
                fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        identity.own(fresh);
        writePassword();
        identity.own(passwordFile);
        Command.Result result = Command.run(identity.command(
                binaries.initdb(),
                "--pgdata=" + fresh,
                "--username=" + SUPERUSER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--data-checksums",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--lc-ctype=" + platform.utf8Locale()));
        if (result.status() != 0) {
            FileTree.delete(fresh);
            throw FailureText.of("making the data directory (initdb)", fresh, 0, lastOf(result.output()));
        }
        Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
        FileTree.sync(home);
    }

    private void writePassword() throws IOException {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        byte[] text = Base64.getUrlEncoder().withoutPadding().encode(random);
        Files.deleteIfExists(passwordFile);
        try (FileChannel channel = FileChannel.open(
                passwordFile,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap(text));
            channel.force(true);
        }
        Arrays.fill(random, (byte) 0);
        Arrays.fill(text, (byte) 0);
    }

    private void refuseOtherMajorVersion(Binaries binaries, Identity identity)
            throws IOException, InterruptedException {
        String data = Files.readString(directory.resolve("PG_VERSION")).strip();
        Command.Result version = Command.run(identity.command(binaries.postgres(), "--version"));
        String program = version.output().strip().replaceFirst("^.*\\) ", "");
        if (!program.equals(data) && !program.startsWith(data + ".")) {
            throw new PostgresFailure.OtherMajorVersion("the data in " + directory + " are of PostgreSQL " + data
                    + ", these programs are of " + program + ": dump the data with the release of Cofre that wrote them"
                    + " (cofre backup) and restore the dump into a new directory (cofre restore)");
        }
    }

    private static String lastOf(String output) {
        List<String> lines = output.strip().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }
}
