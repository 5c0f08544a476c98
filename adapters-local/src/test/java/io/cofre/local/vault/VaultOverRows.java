package io.cofre.local.vault;

import com.github.benmanes.caffeine.cache.Ticker;
import io.cofre.local.vault.EnvelopeVault.Caching;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.vault.SecretRef;
import io.cofre.testkit.fixtures.JdkEd25519;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/** A vault over rows in memory. */
abstract class VaultOverRows {
    static final SecretRef ONE = new SecretRef("vlt_one1");
    static final SecretRef TWO = new SecretRef("vlt_two2");
    static final String MASTER = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    static final HexFormat HEX = HexFormat.of();

    final RowsInMemory rows = new RowsInMemory();
    final EnvelopeVault vault = vault(rows, MASTER, Caching.DEFAULT);

    static EnvelopeVault vault(RowsInMemory rows, String masters, Caching caching) {
        return new EnvelopeVault(
                rows,
                new JdkEd25519(),
                MasterKeys.parse(masters, "the test"),
                caching,
                new SecureRandom(),
                Ticker.systemTicker());
    }

    /** A vault that has cached nothing. */
    EnvelopeVault fresh() {
        return vault(rows, MASTER, Caching.DEFAULT);
    }

    void keep(SecretRef ref, byte[] content) {
        try (SecretBytes secret = SecretBytes.copyOf(content)) {
            vault.keep(Map.of(ref, secret));
        }
    }

    static byte[] read(EnvelopeVault vault, SecretRef ref) {
        return vault.use(ref, secret -> secret.reveal(byte[]::clone));
    }
}
