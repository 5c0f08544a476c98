package io.cofre.assembly.node;

import io.cofre.assembly.config.Config;
import io.cofre.assembly.config.SecretSource;
import io.cofre.assembly.config.StoreConfig;
import io.cofre.assembly.config.TrustConfig;
import io.cofre.assembly.wiring.Closing;
import io.cofre.local.file.DurableFile;
import io.cofre.ports.PortFailure;
import io.cofre.postgres.PostgresOwner;
import io.cofre.postgres.backup.PostgresBackup;
import io.cofre.postgres.backup.PostgresRestore;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;

/** One file with everything that an installation keeps: all rows, {@code trust.json}, and the master key if asked. */
public final class Backup {
    private static final String TRUST = "trust.json";
    private static final String MASTER_KEY = "master.key";

    private final Config config;
    private final Secrets secrets;
    private final Progress progress;

    /** @param environment where secrets may lie */
    public Backup(Config config, Map<String, String> environment, Progress progress) {
        this.config = config;
        this.secrets = new Secrets(environment);
        this.progress = progress;
    }

    /**
     * Writes the file, whether nodes run or not.
     *
     * @param file must not be there yet; gets mode 0600
     * @param withMasterKey whether whoever has the file shall be able to read the secrets in it
     * @return how many rows it has
     */
    public long write(Path file, boolean withMasterKey) {
        try (Closing closing = new Closing()) {
            DataSource owner = owner(closing);
            Path part = Path.of(file + ".part");
            Files.deleteIfExists(part);
            long rows = write(owner, part, withMasterKey);
            if (Files.exists(file)) {
                Files.delete(part);
                throw new StartFailure(ExitStatus.USAGE, file + " is there already and is not overwritten");
            }
            Files.move(part, file);
            return rows;
        } catch (IOException e) {
            throw new StartFailure(ExitStatus.FILE, "the backup " + file + " cannot be written: " + e, e);
        } catch (PortFailure e) {
            throw StartFailure.of(e);
        }
    }

    private DataSource owner(Closing closing) {
        return switch (config.store().backend()) {
            case StoreConfig.Backend.Embedded ignored -> {
                OwnServer server = OwnServer.open(config, closing, progress);
                yield PostgresOwner.source(server.url(), server.user(), server.password());
            }
            case StoreConfig.Backend.Shared shared -> Database.owner(shared, secrets);
            case StoreConfig.Backend.InMemory ignored -> throw OpenedNode.nothingKept();
        };
    }

    private long write(DataSource owner, Path part, boolean withMasterKey) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        part,
                        EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                ZipOutputStream zip =
                        new ZipOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16))) {
            if (config.trust() instanceof TrustConfig.InFile(Path trust)) {
                entry(zip, TRUST, trust);
            }
            if (withMasterKey) {
                entry(zip, MASTER_KEY, masterKeyFile());
            }
            long rows = progress.during("writing the backup", () -> rows(owner, zip));
            zip.finish();
            zip.flush();
            channel.force(true);
            return rows;
        }
    }

    private static long rows(DataSource owner, ZipOutputStream zip) {
        try {
            return PostgresBackup.write(owner, zip);
        } catch (IOException e) {
            throw new StartFailure(ExitStatus.FILE, "the backup cannot be written: " + e, e);
        }
    }

    private static void entry(ZipOutputStream zip, String name, Path file) throws IOException {
        byte[] content = Files.readAllBytes(file);
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
        Arrays.fill(content, (byte) 0);
    }

    private Path masterKeyFile() {
        return switch (config.vault().masterKey()) {
            case SecretSource.InFile(Path file) -> file;
            case SecretSource.InEnvironment(String variable) ->
                throw new StartFailure(
                        ExitStatus.CONFIG, "the master key is in the variable " + variable + ", not in a file");
        };
    }

    /**
     * Puts a backup into a database without rows, and its files into the data directory.
     *
     * @return how many rows there are
     */
    public long read(Path file) {
        if (config.store().backend() instanceof StoreConfig.Backend.InMemory) {
            throw OpenedNode.nothingKept();
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            Files.createDirectories(
                    config.node().dataDirectory(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            if (config.trust() instanceof TrustConfig.InFile(Path trust)) {
                unpack(zip, TRUST, trust);
            }
            if (config.vault().masterKey() instanceof SecretSource.InFile(Path masterKey)) {
                unpack(zip, MASTER_KEY, masterKey);
                if (!Files.exists(masterKey)) {
                    throw new StartFailure(
                            ExitStatus.CONFIG,
                            "the backup holds no master key: put the one of its installation at " + masterKey
                                    + " first (mode 0600), else nothing in the vault can be read");
                }
            }
            try (Closing closing = new Closing()) {
                Database database = Database.open(config, secrets, closing, progress);
                return progress.during("restoring", () -> restore(database, zip));
            }
        } catch (IOException e) {
            throw new StartFailure(ExitStatus.FILE, "the backup " + file + " cannot be restored: " + e, e);
        } catch (PortFailure e) {
            throw StartFailure.of(e);
        }
    }

    private static long restore(Database database, ZipFile zip) {
        try {
            return PostgresRestore.read(database.owner(), zip);
        } catch (IOException e) {
            throw new StartFailure(ExitStatus.FILE, "the backup " + zip.getName() + " cannot be read: " + e, e);
        }
    }

    /** What stands stays: where it is another, that is a mistake. */
    private static void unpack(ZipFile zip, String name, Path target) throws IOException {
        Optional<ZipEntry> entry = Optional.ofNullable(zip.getEntry(name));
        if (entry.isEmpty()) {
            return;
        }
        byte[] content;
        try (var in = zip.getInputStream(entry.get())) {
            content = in.readAllBytes();
        }
        if (!Files.exists(target)) {
            DurableFile.create(target, content);
        } else if (!Arrays.equals(Files.readAllBytes(target), content)) {
            throw new StartFailure(
                    ExitStatus.CONFIG, target + " is there already and is another than the backup's; move it away");
        }
        Arrays.fill(content, (byte) 0);
    }
}
