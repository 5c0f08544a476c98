package io.cofre.assembly.node;

import io.cofre.ports.vault.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * A file with an Ed25519 key that was made elsewhere: the seed as 32 bytes or as 64 hex digits, or PKCS#8 in PEM as
 * OpenSSL writes it. What is read on the way is wiped, and no message tells any of it.
 */
public final class SeedFile {
    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final byte[] BEGIN = "-----BEGIN PRIVATE KEY-----".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "-----END PRIVATE KEY-----".getBytes(StandardCharsets.US_ASCII);
    /** What stands before the seed in the DER of RFC 8410, section 7, without attributes. */
    private static final byte[] DER = HexFormat.of().parseHex("302e020100300506032b657004220420");

    private static final int SEED = 32;
    private static final int MOST = 4_096;

    private SeedFile() {}

    /**
     * Reads the seed; the caller closes it.
     *
     * @throws StartFailure where the file is missing, reachable for others, or no such key
     */
    public static SecretBytes read(Path file) {
        try {
            refuseWider(file);
            if (Files.size(file) > MOST) {
                throw none(file);
            }
            byte[] all = Files.readAllBytes(file);
            try {
                return SecretBytes.owning(seed(file, all));
            } finally {
                Arrays.fill(all, (byte) 0);
            }
        } catch (NoSuchFileException e) {
            throw new StartFailure(ExitStatus.FILE, "there is no file " + file, e);
        } catch (IOException e) {
            throw new StartFailure(ExitStatus.FILE, "the file " + file + " cannot be read: " + e, e);
        }
    }

    private static void refuseWider(Path file) throws IOException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
        if (!OWNERS.containsAll(mode)) {
            throw new StartFailure(
                    ExitStatus.CONFIG,
                    "the file " + file + " holds a private key and has the mode " + PosixFilePermissions.toString(mode)
                            + "; run: chmod 600 " + file + ", and if others could read it, import another key");
        }
    }

    private static byte[] seed(Path file, byte[] all) {
        if (all.length == SEED) {
            return all.clone();
        }
        int end = all.length;
        while (end > 0 && all[end - 1] <= ' ' && all[end - 1] >= 0) {
            end--;
        }
        if (end == 2 * SEED) {
            return hex(file, all);
        }
        if (begins(all, BEGIN) && end >= BEGIN.length + END.length && begins(tail(all, end), END)) {
            return pem(file, Arrays.copyOfRange(all, BEGIN.length, end - END.length));
        }
        throw none(file);
    }

    private static byte[] hex(Path file, byte[] digits) {
        byte[] seed = new byte[SEED];
        for (int at = 0; at < SEED; at++) {
            int high = digits[2 * at];
            int low = digits[2 * at + 1];
            if (!HexFormat.isHexDigit(high) || !HexFormat.isHexDigit(low)) {
                Arrays.fill(seed, (byte) 0);
                throw none(file);
            }
            seed[at] = (byte) (HexFormat.fromHexDigit(high) << 4 | HexFormat.fromHexDigit(low));
        }
        return seed;
    }

    private static byte[] pem(Path file, byte[] text) {
        byte[] der = decoded(file, text);
        try {
            if (der.length != DER.length + SEED || !begins(der, DER)) {
                throw none(file);
            }
            return Arrays.copyOfRange(der, DER.length, der.length);
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }

    private static byte[] decoded(Path file, byte[] text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            // Its message would tell a character of the key.
            throw none(file);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    private static boolean begins(byte[] text, byte[] with) {
        return text.length >= with.length && Arrays.equals(text, 0, with.length, with, 0, with.length);
    }

    private static byte[] tail(byte[] all, int end) {
        return Arrays.copyOfRange(all, end - END.length, end);
    }

    private static StartFailure none(Path file) {
        return new StartFailure(
                ExitStatus.CONFIG,
                "the file " + file + " holds no Ed25519 private key: it takes the seed as 32 bytes or 64 hex digits, or"
                        + " unencrypted PKCS#8 in PEM (openssl pkey -in KEY -out FILE)");
    }
}
