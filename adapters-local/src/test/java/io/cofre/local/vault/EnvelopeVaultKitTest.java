package io.cofre.local.vault;

import com.github.benmanes.caffeine.cache.Ticker;
import io.cofre.local.vault.EnvelopeVault.Caching;
import io.cofre.ports.vault.KeyVault;
import io.cofre.testkit.contract.KeyVaultContract;
import io.cofre.testkit.fixtures.JdkEd25519;
import io.cofre.testkit.fixtures.SettableClock;
import io.cofre.testkit.memory.InMemorySecretRows;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

/** The vault with a cache, and with one that keeps nothing. */
class EnvelopeVaultKitTest {
    private static KeyVault vault(Caching caching) {
        return new EnvelopeVault(
                new InMemorySecretRows(SettableClock.atStart()),
                new JdkEd25519(),
                MasterKeys.parse("7".repeat(64), "the test"),
                caching,
                new SecureRandom(),
                Ticker.systemTicker());
    }

    @Nested
    class Cached implements KeyVaultContract {
        @Override
        public KeyVault vault() {
            return EnvelopeVaultKitTest.vault(Caching.DEFAULT);
        }
    }

    @Nested
    class Uncached implements KeyVaultContract {
        @Override
        public KeyVault vault() {
            return EnvelopeVaultKitTest.vault(new Caching(Duration.ZERO, 0));
        }
    }
}
