package io.cofre.domain.token;

import io.cofre.domain.crypto.Argon2id;
import io.cofre.domain.crypto.Base64Url;
import io.cofre.domain.crypto.HmacSha256;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.vault.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The four steps from a token to the hash it is stored under (spec 01, "Token hash"). Deterministic, so that a lookup
 * is one read. Thread-safe.
 */
public final class TokenHashing {
    /** The version that the first start makes. A version names a pepper; the cost has been one for all so far. */
    public static final int FIRST_VERSION = 1;

    /** The fewest bytes of a pepper. */
    public static final int PEPPER_BYTES = 32;

    private static final Argon2id.Cost COST = new Argon2id.Cost(19_456, 2, 1, 32);
    private static final byte[] SALT_NAME = "cofre/token-hash/salt/v1".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT_BYTES = 16;

    private final Argon2id argon2id;

    public TokenHashing(Argon2id argon2id) {
        this.argon2id = argon2id;
    }

    /**
     * Step 1, which costs a microsecond.
     *
     * @throws IllegalArgumentException for a pepper of fewer than {@link #PEPPER_BYTES}
     */
    public TokenMac mac(SecretBytes pepper, ApiToken token) {
        requirePepper(pepper);
        return new TokenMac(HmacSha256.mac(pepper, token.reveal().getBytes(StandardCharsets.US_ASCII)));
    }

    /**
     * Steps 2 to 4, which cost tens of milliseconds of one core and 19 MiB: the caller bounds how many run at once.
     *
     * @param version of the pepper
     * @param pepper the one that the mac was made with
     * @throws IllegalArgumentException for a pepper of fewer than {@link #PEPPER_BYTES}
     */
    public TokenHash hash(int version, SecretBytes pepper, TokenMac mac) {
        requirePepper(pepper);
        byte[] salt = Arrays.copyOf(HmacSha256.mac(pepper, SALT_NAME), SALT_BYTES);
        byte[] hash = argon2id.hash(mac.bytes(), salt, COST);
        return new TokenHash("argon2id$v" + version + "$" + Base64Url.encode(hash));
    }

    private static void requirePepper(SecretBytes pepper) {
        if (pepper.length() < PEPPER_BYTES) {
            throw new IllegalArgumentException(
                    "a pepper has " + PEPPER_BYTES + " bytes or more, not " + pepper.length());
        }
    }
}
