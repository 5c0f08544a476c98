package io.cofre.local.vault;

import io.cofre.local.file.DurableFile;
import io.cofre.ports.Dependency;
import io.cofre.ports.PortFailure;
import io.cofre.ports.vault.SecretBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The file that holds the master keys in the text form of {@link MasterKeys}, readable by its owner alone. Each write
 * is on the disk, file and directory, before the method returns, and a crash leaves the old content or the new.
 *
 * <p>A rotation is {@link #beginRotation}, {@code EnvelopeVault.rewrapAll}, {@link #endRotation}; cut off anywhere, the
 * three are run again from the first. No other process may hold the older keys alone meanwhile: what it wrapped after
 * the end nobody could read.
 */
public final class MasterKeyFile {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    /** More than any number of keys that a rotation leaves; anything longer is another file. */
    private static final int MOST_BYTES = 16 * 1024;

    private MasterKeyFile() {}

    /**
     * Makes the file with one new key.
     *
     * @throws PortFailure.Rejected where there is one already: it is never overwritten
     */
    public static MasterKeys create(Path file, SecureRandom random) {
        MasterKeys keys = MasterKeys.of(List.of(fresh(random)), file.toString());
        byte[] text = text(keys);
        try {
            DurableFile.create(file, text);
            return keys;
        } catch (FileAlreadyExistsException e) {
            keys.close();
            throw new PortFailure.Rejected("the master key file " + file + " exists already and is not overwritten", e);
        } catch (IOException e) {
            keys.close();
            throw new PortFailure.Unavailable(
                    Dependency.VAULT, "the master key file " + file + " cannot be written", e);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /**
     * Reads the file.
     *
     * @throws PortFailure.Rejected where it is missing, readable by others, or malformed
     * @throws PortFailure.Unavailable where reading fails
     */
    public static MasterKeys load(Path file) {
        try {
            refuseWiderMode(file);
            long size = Files.size(file);
            if (size > MOST_BYTES) {
                throw new PortFailure.Rejected("the file " + file + " is no master key file: it has " + size
                        + " bytes. Name the right one in vault.master_key_file");
            }
            byte[] bytes = Files.readAllBytes(file);
            char[] chars = new char[bytes.length];
            try {
                for (int i = 0; i < bytes.length; i++) {
                    chars[i] = (char) (bytes[i] & 0xff);
                }
                return MasterKeys.parse(CharBuffer.wrap(chars), "the master key file " + file);
            } finally {
                Arrays.fill(bytes, (byte) 0);
                Arrays.fill(chars, '\0');
            }
        } catch (NoSuchFileException e) {
            throw new PortFailure.Rejected(
                    "there is no master key file " + file
                            + "; without it no secret can be read. Restore it from a backup, or name the right one in"
                            + " vault.master_key_file",
                    e);
        } catch (IOException e) {
            throw new PortFailure.Unavailable(Dependency.VAULT, "the master key file " + file + " cannot be read", e);
        }
    }

    /** Puts a new current key before those of the file; where a rotation is under way already, only reads it. */
    public static MasterKeys beginRotation(Path file, SecureRandom random) {
        MasterKeys old = load(file);
        if (!old.olderIds().isEmpty()) {
            return old;
        }
        List<MasterKey> keys = new ArrayList<>();
        keys.add(fresh(random));
        keys.addAll(old.all());
        MasterKeys both = MasterKeys.of(keys, file.toString());
        replace(file, both);
        return both;
    }

    /** Drops the older keys for good, once nothing is wrapped by them; without any, does nothing. */
    public static void endRotation(Path file) {
        try (MasterKeys keys = load(file)) {
            if (!keys.olderIds().isEmpty()) {
                replace(file, MasterKeys.of(List.of(keys.current()), file.toString()));
            }
        }
    }

    private static MasterKey fresh(SecureRandom random) {
        byte[] bytes = new byte[MasterKey.LENGTH];
        random.nextBytes(bytes);
        return MasterKey.owning(bytes);
    }

    private static void refuseWiderMode(Path file) throws IOException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        if (!OWNER_ONLY.containsAll(mode)) {
            throw new PortFailure.Rejected("the master key file " + file + " has the mode "
                    + PosixFilePermissions.toString(mode) + ", so that others may use it; run: chmod 600 " + file);
        }
    }

    private static void replace(Path file, MasterKeys keys) {
        byte[] text = text(keys);
        try {
            DurableFile.replace(file, text);
        } catch (IOException e) {
            throw new PortFailure.Unavailable(
                    Dependency.VAULT, "the master key file " + file + " cannot be written", e);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    private static byte[] text(MasterKeys keys) {
        byte[] digits = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer text = ByteBuffer.allocate(keys.all().size() * (2 * MasterKey.LENGTH + 1));
        for (MasterKey key : keys.all()) {
            try (SecretBytes copy = key.copy()) {
                copy.reveal(bytes -> {
                    for (byte b : bytes) {
                        text.put(digits[b >> 4 & 0xf]).put(digits[b & 0xf]);
                    }
                    return text.put((byte) '\n');
                });
            }
        }
        return text.array();
    }
}
