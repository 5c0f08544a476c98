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
import io.cofre.testkit.contract.AppsContract;
import io.cofre.testkit.contract.Bench;
import io.cofre.testkit.contract.HeadsContract;
import io.cofre.testkit.contract.InvalidationContract;
import io.cofre.testkit.contract.JournalContract;
import io.cofre.testkit.contract.JournalFaultContract;
import io.cofre.testkit.contract.KeyVaultContract;
import io.cofre.testkit.contract.KeysContract;
import io.cofre.testkit.contract.LedgerScanContract;
import io.cofre.testkit.contract.LedgerSnapshotsContract;
import io.cofre.testkit.contract.LeftoversContract;
import io.cofre.testkit.contract.MemoContract;
import io.cofre.testkit.contract.MemoriesContract;
import io.cofre.testkit.contract.NoncesContract;
import io.cofre.testkit.contract.ProviderContract;
import io.cofre.testkit.contract.RateLimitsContract;
import io.cofre.testkit.contract.RepeatsContract;
import io.cofre.testkit.contract.SecretRowsContract;
import io.cofre.testkit.contract.SharedInvalidationContract;
import io.cofre.testkit.contract.SpansContract;
import io.cofre.testkit.contract.TenantsContract;
import io.cofre.testkit.contract.TimelineContract;
import io.cofre.testkit.contract.TokensContract;
import io.cofre.testkit.contract.TrustAnchorsContract;
import io.cofre.testkit.contract.UnsteadyBench;
import io.cofre.testkit.contract.WalletSessionsContract;
import io.cofre.testkit.contract.WalletsContract;
import io.cofre.testkit.fixtures.JdkEd25519;
import io.cofre.testkit.fixtures.SettableClock;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The kits on whichever mutant is on trial. Run by {@code MutantTest} alone, one test at a time. */
final class Subjects {
    private static volatile String onTrial = "";

    private Subjects() {}

    static final List<Class<?>> ALL = List.of(
            OfJournal.class,
            OfHeads.class,
            OfKeys.class,
            OfLedgerScan.class,
            OfSnapshots.class,
            OfSpans.class,
            OfTimeline.class,
            OfRepeats.class,
            OfTokens.class,
            OfWallets.class,
            OfTenants.class,
            OfApps.class,
            OfMemories.class,
            OfLeftovers.class,
            OfUnsteadyStores.class,
            OfWalletSessions.class,
            OfNonces.class,
            OfSecretRows.class,
            OfVaults.class,
            OfInvalidations.class,
            OfRateLimits.class,
            OfProviders.class,
            OfMemos.class,
            OfTrustAnchors.class);

    static void tryNext(String mutant) {
        onTrial = mutant;
    }

    private static <P> P broken(Class<P> port, P good) {
        UnaryOperator<Object> mutant = Objects.requireNonNull(AloneMutants.all().get(onTrial));
        return port.cast(mutant.apply(good));
    }

    abstract static class OfStores {
        public Bench open(InstantSource clock) {
            return Objects.requireNonNull(MutantTest.stores().get(onTrial)).apply(clock);
        }
    }

    static class OfJournal extends OfStores implements JournalContract {}

    static class OfHeads extends OfStores implements HeadsContract {}

    static class OfKeys extends OfStores implements KeysContract {}

    static class OfLedgerScan extends OfStores implements LedgerScanContract {}

    static class OfSnapshots extends OfStores implements LedgerSnapshotsContract {}

    static class OfSpans extends OfStores implements SpansContract {}

    static class OfTimeline extends OfStores implements TimelineContract {}

    static class OfRepeats extends OfStores implements RepeatsContract {}

    static class OfTokens extends OfStores implements TokensContract {}

    static class OfWallets extends OfStores implements WalletsContract {}

    static class OfTenants extends OfStores implements TenantsContract {}

    static class OfApps extends OfStores implements AppsContract {}

    static class OfMemories extends OfStores implements MemoriesContract {}

    static class OfLeftovers extends OfStores implements LeftoversContract {}

    static class OfUnsteadyStores implements JournalFaultContract {
        @Override
        public UnsteadyBench open(InstantSource clock) {
            Map<String, Function<InstantSource, UnsteadyBench>> all = FaultMutants.all();
            return Objects.requireNonNull(all.get(onTrial)).apply(clock);
        }
    }

    static class OfWalletSessions implements WalletSessionsContract {
        @Override
        public WalletSessions sessions() {
            return broken(WalletSessions.class, new InMemoryWalletSessions());
        }
    }

    static class OfNonces implements NoncesContract {
        @Override
        public Nonces nonces() {
            return broken(Nonces.class, new InMemoryNonces());
        }

        @Override
        public boolean sweepsItself() {
            return false;
        }
    }

    static class OfSecretRows implements SecretRowsContract {
        @Override
        public SecretRows rows() {
            return broken(SecretRows.class, new InMemorySecretRows(SettableClock.atStart()));
        }
    }

    static class OfVaults implements KeyVaultContract {
        @Override
        public KeyVault vault() {
            return broken(
                    KeyVault.class,
                    new InMemoryVault(
                            new JdkEd25519(), new SecureRandom(), new InMemorySecretRows(SettableClock.atStart())));
        }
    }

    static class OfInvalidations implements InvalidationContract, SharedInvalidationContract {
        @Override
        public Invalidation invalidation() {
            return broken(Invalidation.class, new InMemoryInvalidation());
        }

        @Override
        public List<Invalidation> twoNodes() {
            return List.of(new InMemoryInvalidation(), new InMemoryInvalidation());
        }
    }

    static class OfRateLimits implements RateLimitsContract {
        @Override
        public RateLimits limits(InstantSource clock) {
            return broken(RateLimits.class, new InMemoryRateLimits(clock));
        }
    }

    static class OfProviders implements ProviderContract {
        @Override
        public Provider provider() {
            return broken(Provider.class, new EchoProvider());
        }
    }

    static class OfMemos implements MemoContract {
        private final Memo<String, String> memo = new InMemoryMemo<>(100);

        @Override
        @SuppressWarnings("unchecked") // of texts, as the good one is
        public Memo<String, String> memo() {
            return (Memo<String, String>) broken(Memo.class, memo);
        }
    }

    static class OfTrustAnchors implements TrustAnchorsContract {
        @Override
        public TrustAnchors anchors() {
            return broken(TrustAnchors.class, new InMemoryTrustAnchors());
        }
    }
}
