package io.cofre.assembly.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
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
import io.cofre.ports.nonce.Nonces;
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
import io.cofre.testkit.memory.InMemoryLedgerSnapshots;
import io.cofre.testkit.memory.InMemoryNonces;
import io.cofre.testkit.memory.InMemoryPorts;
import io.cofre.testkit.memory.InMemorySecretRows;
import io.cofre.testkit.memory.InMemoryStore;
import io.cofre.testkit.memory.InMemoryTrustAnchors;
import io.cofre.testkit.memory.InMemoryVault;
import io.cofre.testkit.memory.InMemoryWalletSessions;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/** The journal, the ledger, the projections, the vault and the roots in the process's memory, and gone with it. */
final class InMemoryModule extends AbstractModule {
    private final Admission admission;
    private final InMemoryStore store;
    private final InMemoryVault vault;
    private final InMemorySecretRows secretRows;
    private final InMemoryPorts in;

    /** @param random a cryptographic generator, but in tests */
    InMemoryModule(InstantSource clock, RandomGenerator random, Admission admission) {
        this.admission = admission;
        this.store = new InMemoryStore(clock, admission);
        this.secretRows = new InMemorySecretRows(clock);
        this.vault = new InMemoryVault(Ed25519.fastest(), random, secretRows);
        this.in = InMemoryPorts.of(store);
    }

    @Override
    protected void configure() {
        bind(TrustAnchors.class).toInstance(new InMemoryTrustAnchors());
        bind(KeyVault.class).toInstance(vault);
        bind(SecretRows.class).toInstance(secretRows);
        bind(WalletSessions.class).toInstance(new InMemoryWalletSessions());
        bind(Nonces.class).toInstance(new InMemoryNonces());
        bind(Admission.class).toInstance(admission);
        bind(Journal.class).toInstance(in.journal());
        bind(Heads.class).toInstance(in.heads());
        bind(Repeats.class).toInstance(in.repeats());
        bind(Keys.class).toInstance(in.keys());
        bind(Spans.class).toInstance(in.spans());
        bind(LedgerScan.class).toInstance(in.scan());
        bind(LedgerSnapshots.class).toInstance(new InMemoryLedgerSnapshots(store, vault::refs));
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

    /** Nonces and idempotency records stay until the process ends, as all else here does. */
    @Provides
    LedgerSweep sweep() {
        return LedgerSweep.NONE;
    }
}
