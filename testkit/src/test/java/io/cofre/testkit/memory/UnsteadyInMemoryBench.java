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
import io.cofre.testkit.contract.UnsteadyBench;
import io.cofre.testkit.fault.Cue;
import io.cofre.testkit.fault.Faults;
import java.util.Optional;

/** A store in memory whose journal fails on cue. */
class UnsteadyInMemoryBench implements UnsteadyBench {
    private final Bench bench;
    private final Faults faults;
    private final Journal journal;

    UnsteadyInMemoryBench(Bench bench, Faults faults, Journal journal) {
        this.bench = bench;
        this.faults = faults;
        this.journal = journal;
    }

    static UnsteadyBench of(Bench bench) {
        Faults faults = new Faults();
        return new UnsteadyInMemoryBench(bench, faults, faults.decorate(Journal.class, bench.journal()));
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public void cutOff() {
        faults.down();
    }

    @Override
    public void restore() {
        faults.up();
    }

    @Override
    public void loseNextCommit(boolean written) {
        faults.next((written ? Cue.lostAfter() : Cue.lostBefore()).on("commit"));
    }

    @Override
    public Heads heads() {
        return bench.heads();
    }

    @Override
    public Repeats repeats() {
        return bench.repeats();
    }

    @Override
    public Keys keys() {
        return bench.keys();
    }

    @Override
    public Spans spans() {
        return bench.spans();
    }

    @Override
    public LedgerScan scan() {
        return bench.scan();
    }

    @Override
    public Timeline timeline() {
        return bench.timeline();
    }

    @Override
    public Tenants tenants() {
        return bench.tenants();
    }

    @Override
    public Wallets wallets() {
        return bench.wallets();
    }

    @Override
    public Tokens tokens() {
        return bench.tokens();
    }

    @Override
    public Apps apps() {
        return bench.apps();
    }

    @Override
    public Memories memories() {
        return bench.memories();
    }

    @Override
    public Leftovers leftovers() {
        return bench.leftovers();
    }

    @Override
    public LedgerSnapshots snapshots() {
        return bench.snapshots();
    }

    @Override
    public Optional<SpanVersion> cause(Effect effect) {
        return bench.cause(effect);
    }

    @Override
    public void close() {
        bench.close();
    }
}
