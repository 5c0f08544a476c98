package io.cofre.testkit.memory;

import io.cofre.ports.app.Apps;
import io.cofre.ports.audit.LedgerSnapshots;
import io.cofre.ports.journal.Effect;
import io.cofre.ports.journal.Heads;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.Repeats;
import io.cofre.ports.memory.Memories;
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
import java.util.Optional;

/** A store in memory under test. */
class InMemoryBench implements Bench {
    private final InMemoryStore store;
    private final InMemoryPorts ports;

    InMemoryBench(InMemoryStore store, InMemoryPorts ports) {
        this.store = store;
        this.ports = ports;
    }

    static Bench of(InMemoryStore store) {
        return new InMemoryBench(store, InMemoryPorts.of(store));
    }

    @Override
    public Journal journal() {
        return ports.journal();
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
    public Tenants tenants() {
        return ports.tenants();
    }

    @Override
    public Wallets wallets() {
        return ports.wallets();
    }

    @Override
    public Tokens tokens() {
        return ports.tokens();
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
