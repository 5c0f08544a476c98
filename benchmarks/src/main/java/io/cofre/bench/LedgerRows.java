package io.cofre.bench;

import io.cofre.ports.journal.Admission;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.span.VerifiedSpan;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.app.AppWriter;
import io.cofre.postgres.journal.KeyEffectWriter;
import io.cofre.postgres.journal.PostgresJournal;
import io.cofre.postgres.memory.MemoryWriter;
import io.cofre.postgres.tenant.TenantWriter;
import io.cofre.postgres.token.TokenWriter;
import io.cofre.postgres.vault.LeftoverWriter;
import io.cofre.postgres.wallet.WalletWriter;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The journal on PostgreSQL, called directly and over HTTP, beside what PostgreSQL does with the same rows unguarded.
 */
final class LedgerRows implements AutoCloseable {
    private static final int ROUNDS = 6;
    private static final int MANY = 5_000;
    private static final int FEW = 400;
    private static final int BATCH = 1_000;
    private static final int CROWD = 256;

    private final BenchNode node;
    private final SignedSpans spans;
    private final BareTable bare;
    private final PostgresConnections connections;
    private final PostgresJournal journal;

    LedgerRows(BenchNode node, SignedSpans spans, BareTable bare) {
        this.node = node;
        this.spans = spans;
        this.bare = bare;
        this.connections = node.connections();
        this.journal = journal(connections);
    }

    void print() {
        crowd(CROWD, MANY);
        crowd(CROWD, MANY);
        System.out.println(Turns.measure(
                        "journal, 256 callers, durable, beside COPY of 1,000 rows",
                        "rows/s",
                        ROUNDS,
                        0.40,
                        true,
                        () -> crowd(CROWD, MANY),
                        () -> bare.copy(MANY))
                .line());
        System.out.println(Turns.measure(
                        "the same beside one caller at a time",
                        "rows/s",
                        ROUNDS,
                        5,
                        true,
                        () -> crowd(CROWD, MANY),
                        () -> crowd(1, FEW))
                .line());
        System.out.println(Turns.measure(
                        "a lone commit beside one bare INSERT, median",
                        "ms",
                        ROUNDS,
                        2,
                        false,
                        this::alone,
                        () -> bare.insert(FEW))
                .line());
        batches();
    }

    /** What many callers commit, each one span at a time: spans a second. */
    double crowd(int callers, int count) {
        return Callers.rate(callers, spans.verified(count), () -> this::commit);
    }

    private void commit(VerifiedSpan span) {
        if (!(journal.commit(List.of(Change.of(span))).getFirst() instanceof Outcome.Accepted)) {
            throw new IllegalStateException("a span of the benchmark was refused");
        }
    }

    /** How long one caller waits for one span: the median, in milliseconds. */
    double alone() {
        List<VerifiedSpan> work = spans.verified(FEW);
        long[] took = new long[FEW];
        for (int i = 0; i < FEW; i++) {
            long begun = System.nanoTime();
            commit(work.get(i));
            took[i] = System.nanoTime() - begun;
        }
        return Turns.median(took) / Seconds.NANOS_A_MILLI;
    }

    private void batches() {
        try (Wire wire = node.wire()) {
            batch(wire);
            batch(wire);
            System.out.println(Turns.measure(
                            "POST /api/spans/batch, 1,000 of 1 KiB, fully verified, beside COPY",
                            "rows/s",
                            ROUNDS,
                            0.25,
                            true,
                            () -> batch(wire),
                            () -> bare.copy(MANY))
                    .line());
        }
    }

    private double batch(Wire wire) {
        int calls = 3;
        List<byte[]> requests = java.util.stream.IntStream.range(0, calls)
                .mapToObj(i -> Wire.post(
                        "/api/spans/batch", node.key(), "{\"spans\":[" + String.join(",", spans.texts(BATCH)) + "]}"))
                .toList();
        long begun = System.nanoTime();
        requests.forEach(wire::call);
        return calls * BATCH / Seconds.since(begun);
    }

    private static PostgresJournal journal(PostgresConnections connections) {
        return new PostgresJournal(
                connections,
                List.of(
                        new KeyEffectWriter(),
                        new TenantWriter(),
                        new WalletWriter(),
                        new TokenWriter(),
                        new AppWriter(),
                        new MemoryWriter(),
                        new LeftoverWriter()),
                Admission.DEFAULT,
                Clock.tickMillis(ZoneOffset.UTC));
    }

    @Override
    public void close() {
        journal.close();
        connections.close();
    }
}
