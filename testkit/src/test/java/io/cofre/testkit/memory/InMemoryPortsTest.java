package io.cofre.testkit.memory;

import io.cofre.ports.node.Invalidation;
import io.cofre.ports.node.Memo;
import io.cofre.ports.node.RateLimits;
import io.cofre.ports.node.TrustAnchors;
import io.cofre.ports.nonce.Nonces;
import io.cofre.ports.provider.Provider;
import io.cofre.ports.token.WalletSessions;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.vault.SecretRows;
import io.cofre.testkit.contract.InvalidationContract;
import io.cofre.testkit.contract.KeyVaultContract;
import io.cofre.testkit.contract.MemoContract;
import io.cofre.testkit.contract.NoncesContract;
import io.cofre.testkit.contract.ProviderContract;
import io.cofre.testkit.contract.RateLimitsContract;
import io.cofre.testkit.contract.SecretRowsContract;
import io.cofre.testkit.contract.SharedInvalidationContract;
import io.cofre.testkit.contract.TrustAnchorsContract;
import io.cofre.testkit.contract.WalletSessionsContract;
import io.cofre.testkit.fixtures.JdkEd25519;
import io.cofre.testkit.fixtures.SettableClock;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The fakes that stand alone pass their kits. */
class InMemoryPortsTest {
    @Nested
    class TheWalletSessions implements WalletSessionsContract {
        @Override
        public WalletSessions sessions() {
            return new InMemoryWalletSessions();
        }
    }

    @Nested
    class TheNonces implements NoncesContract {
        @Override
        public Nonces nonces() {
            return new InMemoryNonces();
        }

        @Override
        public boolean sweepsItself() {
            return false;
        }
    }

    @Nested
    class TheSecretRows implements SecretRowsContract {
        @Override
        public SecretRows rows() {
            return new InMemorySecretRows(SettableClock.atStart());
        }
    }

    @Nested
    class TheVault implements KeyVaultContract {
        @Override
        public KeyVault vault() {
            return new InMemoryVault(
                    new JdkEd25519(), new SecureRandom(), new InMemorySecretRows(SettableClock.atStart()));
        }
    }

    @Nested
    class TheInvalidation implements InvalidationContract, SharedInvalidationContract {
        @Override
        public Invalidation invalidation() {
            return new InMemoryInvalidation();
        }

        @Override
        public List<Invalidation> twoNodes() {
            Invalidation both = new InMemoryInvalidation();
            return List.of(both, both);
        }
    }

    @Nested
    class TheRateLimits implements RateLimitsContract {
        @Override
        public RateLimits limits(InstantSource clock) {
            return new InMemoryRateLimits(clock);
        }
    }

    @Nested
    class TheEcho implements ProviderContract {
        @Override
        public Provider provider() {
            return new EchoProvider();
        }
    }

    @Nested
    class TheScript implements ProviderContract {
        @Override
        public Provider provider() {
            return new ScriptedProvider("scripted").then(ScriptedProvider.Turn.completed("one ", "two ", "three"));
        }
    }

    @Nested
    class TheMemo implements MemoContract {
        @Override
        public Memo<String, String> memo() {
            return new InMemoryMemo<>(100);
        }
    }

    @Nested
    class TheTrustAnchors implements TrustAnchorsContract {
        @Override
        public TrustAnchors anchors() {
            return new InMemoryTrustAnchors();
        }
    }
}
