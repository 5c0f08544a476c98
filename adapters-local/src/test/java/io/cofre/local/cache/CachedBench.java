package io.cofre.local.cache;

import io.cofre.local.node.LocalInvalidation;
import io.cofre.ports.app.Apps;
import io.cofre.ports.audit.LedgerSnapshots;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.ChangeId;
import io.cofre.ports.journal.Effect;
import io.cofre.ports.journal.Heads;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.journal.Repeats;
import io.cofre.ports.journal.TenantEffect;
import io.cofre.ports.journal.TokenEffect;
import io.cofre.ports.journal.WalletEffect;
import io.cofre.ports.memory.Memories;
import io.cofre.ports.node.Invalidation;
import io.cofre.ports.span.Keys;
import io.cofre.ports.span.LedgerScan;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.Timeline;
import io.cofre.ports.tenant.Tenants;
import io.cofre.ports.token.Tokens;
import io.cofre.ports.vault.Leftovers;
import io.cofre.ports.wallet.Wallets;
import io.cofre.testkit.contract.Bench;
import io.cofre.testkit.memory.InMemoryPorts;
import io.cofre.testkit.memory.InMemoryStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A store in memory behind the caches, whose journal gives notice of what it changed, as the use cases do. */
record CachedBench(
        InMemoryStore store,
        InMemoryPorts ports,
        Invalidation invalidation,
        Tokens tokens,
        Wallets wallets,
        Tenants tenants)
        implements Bench {
    private static final Duration LIFE = Duration.ofSeconds(30);

    static CachedBench open(InstantSource clock) {
        InMemoryStore store = new InMemoryStore(clock);
        InMemoryPorts ports = InMemoryPorts.of(store);
        Invalidation invalidation = new LocalInvalidation();
        return new CachedBench(
                store,
                ports,
                invalidation,
                new CachedTokens(ports.tokens(), invalidation, LIFE, 1_000),
                new CachedWallets(ports.wallets(), invalidation, LIFE, 1_000),
                new CachedTenants(ports.tenants(), invalidation, LIFE, 1_000));
    }

    @Override
    public Journal journal() {
        return new Noticing(ports.journal(), invalidation);
    }

    private record Noticing(Journal journal, Invalidation invalidation) implements Journal {
        @Override
        public List<Outcome> commit(List<Change> changes) {
            List<Outcome> outcomes = journal.commit(changes);
            changes.forEach(change -> change.effects().forEach(this::tell));
            return outcomes;
        }

        @Override
        public Optional<Outcome> settle(ChangeId id) {
            return journal.settle(id);
        }

        private void tell(Effect effect) {
            switch (effect) {
                case TokenEffect.Put put ->
                    tell(Invalidation.About.TOKEN, put.token().hash().value());
                case WalletEffect.Put put ->
                    tell(Invalidation.About.WALLET, put.wallet().id().value());
                case TenantEffect.Put put ->
                    tell(Invalidation.About.TENANT, put.tenant().id().value());
                default -> {}
            }
        }

        private void tell(Invalidation.About about, String key) {
            invalidation.publish(new Invalidation.Notice(about, key));
        }
    }

    @Override
    public Heads heads() {
        return ports.heads();
    }

    @Override
    public Repeats repeats() {
        return ports.repeats();
    }

    @Override
    public Keys keys() {
        return ports.keys();
    }

    @Override
    public Spans spans() {
        return ports.spans();
    }

    @Override
    public LedgerScan scan() {
        return ports.scan();
    }

    @Override
    public Timeline timeline() {
        return ports.timeline();
    }

    @Override
    public Apps apps() {
        return ports.apps();
    }

    @Override
    public Memories memories() {
        return ports.memories();
    }

    @Override
    public Leftovers leftovers() {
        return ports.leftovers();
    }

    @Override
    public LedgerSnapshots snapshots() {
        return ports.snapshots();
    }

    @Override
    public Optional<SpanVersion> cause(Effect effect) {
        return store.cause(effect);
    }

    @Override
    public void close() {
        store.close();
    }
}
