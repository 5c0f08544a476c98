package io.cofre.assembly.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.cofre.assembly.config.Config;
import io.cofre.assembly.telemetry.Telemetry;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.http.routes.HealthCheck;
import io.cofre.ports.app.Apps;
import io.cofre.ports.audit.LedgerSnapshots;
import io.cofre.ports.journal.Admission;
import io.cofre.ports.journal.Heads;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.Repeats;
import io.cofre.ports.memory.Memories;
import io.cofre.ports.node.TrustAnchors;
import io.cofre.ports.span.Keys;
import io.cofre.ports.span.LedgerScan;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.Timeline;
import io.cofre.ports.tenant.Tenants;
import io.cofre.ports.token.Tokens;
import io.cofre.ports.token.WalletSessions;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.vault.Leftovers;
import io.cofre.ports.vault.SecretRows;
import io.cofre.ports.wallet.Wallets;
import io.cofre.testkit.fixtures.SettableClock;
import io.cofre.testkit.memory.InMemoryPorts;
import io.cofre.testkit.memory.InMemorySecretRows;
import io.cofre.testkit.memory.InMemoryStore;
import io.cofre.testkit.memory.InMemoryTrustAnchors;
import io.cofre.testkit.memory.InMemoryVault;
import io.cofre.testkit.memory.InMemoryWalletSessions;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/** What {@link WorldModule} and {@link PostgresModule} give, in memory. */
final class MemoryModule extends AbstractModule {
    private final Config config;
    private final Telemetry telemetry;
    private final SettableClock clock;
    private final Random random;
    private final InMemoryPorts in;
    private final InMemorySecretRows secretRows;

    MemoryModule(Config config, Telemetry telemetry, SettableClock clock, long seed) {
        this.config = config;
        this.telemetry = telemetry;
        this.clock = clock;
        this.random = new Random(seed);
        this.in = InMemoryPorts.of(new InMemoryStore(clock));
        this.secretRows = new InMemorySecretRows(clock);
    }

    @Override
    protected void configure() {
        bind(Config.class).toInstance(config);
        bind(Telemetry.class).toInstance(telemetry);
        bind(InstantSource.class).toInstance(clock);
        bind(RandomGenerator.class).toInstance(random);
        bind(TrustAnchors.class).toInstance(new InMemoryTrustAnchors());
        bind(WalletSessions.class).toInstance(new InMemoryWalletSessions());
        bind(SecretRows.class).toInstance(secretRows);
        bind(Journal.class).toInstance(in.journal());
        bind(Admission.class).toInstance(Admission.DEFAULT);
        bind(Heads.class).toInstance(in.heads());
        bind(Repeats.class).toInstance(in.repeats());
        bind(Keys.class).toInstance(in.keys());
        bind(Spans.class).toInstance(in.spans());
        bind(LedgerScan.class).toInstance(in.scan());
        bind(LedgerSnapshots.class).toInstance(in.snapshots());
        bind(Timeline.class).toInstance(in.timeline());
        bind(Tokens.class).toInstance(in.tokens());
        bind(Wallets.class).toInstance(in.wallets());
        bind(Tenants.class).toInstance(in.tenants());
        bind(Apps.class).toInstance(in.apps());
        bind(Memories.class).toInstance(in.memories());
        bind(Leftovers.class).toInstance(in.leftovers());
    }

    @Provides
    @Stored
    List<HealthCheck> checks() {
        return List.of();
    }

    @Provides
    @Singleton
    KeyVault vault() {
        return new InMemoryVault(Ed25519.fastest(), random, secretRows);
    }
}
