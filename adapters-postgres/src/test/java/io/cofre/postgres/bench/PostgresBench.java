package io.cofre.postgres.bench;

import io.cofre.ports.app.Apps;
import io.cofre.ports.journal.Admission;
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
import io.cofre.postgres.Database;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.journal.EffectWriter;
import io.cofre.postgres.journal.KeyEffectWriter;
import io.cofre.postgres.journal.PostgresHeads;
import io.cofre.postgres.journal.PostgresJournal;
import io.cofre.postgres.journal.PostgresRepeats;
import io.cofre.postgres.span.PostgresKeys;
import io.cofre.postgres.span.PostgresLedgerScan;
import io.cofre.postgres.span.PostgresSpans;
import io.cofre.postgres.span.PostgresTimeline;
import io.cofre.testkit.contract.Bench;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The kits' store on the real server: one database for the JVM, empty for each test. */
public final class PostgresBench implements Bench {
    private static final class Shared {
        static final Database DATABASE = Database.fresh("bench");
    }

    private final InstantSource clock;
    private final PostgresConnections connections;
    private final PostgresJournal journal;
    private final PostgresTimeline timeline;

    private PostgresBench(InstantSource clock) {
        this.clock = clock;
        this.connections = Shared.DATABASE.connections();
        this.journal = new PostgresJournal(connections, writers(), Admission.DEFAULT, clock);
        this.timeline = new PostgresTimeline(connections);
    }

    public static PostgresBench open(InstantSource clock) {
        Shared.DATABASE.empty();
        return new PostgresBench(clock);
    }

    /** One for each kind of effect. */
    public static List<EffectWriter<?>> writers() {
        List<EffectWriter<?>> all = new ArrayList<>(List.of(new KeyEffectWriter()));
        for (Class<?> kind : Effect.class.getPermittedSubclasses()) {
            if (kind != io.cofre.ports.journal.KeyEffect.class) {
                all.add(none(kind.asSubclass(Effect.class)));
            }
        }
        return all;
    }

    private static <E extends Effect> EffectWriter<E> none(Class<E> kind) {
        return new EffectWriter<>() {
            @Override
            public Class<E> effects() {
                return kind;
            }

            @Override
            public List<org.jooq.Query> write(
                    org.jooq.DSLContext sql, List<io.cofre.postgres.journal.Applied<E>> applied) {
                return List.of();
            }
        };
    }

    public Database database() {
        return Shared.DATABASE;
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public Heads heads() {
        return new PostgresHeads(connections);
    }

    @Override
    public Repeats repeats() {
        return new PostgresRepeats(connections, clock);
    }

    @Override
    public Keys keys() {
        return new PostgresKeys(connections);
    }

    @Override
    public Spans spans() {
        return new PostgresSpans(connections);
    }

    @Override
    public LedgerScan scan() {
        return new PostgresLedgerScan(connections);
    }

    @Override
    public Timeline timeline() {
        return timeline;
    }

    @Override
    public Tenants tenants() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Wallets wallets() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Tokens tokens() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Apps apps() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Memories memories() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Leftovers leftovers() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<SpanVersion> cause(Effect effect) {
        return Optional.empty();
    }

    @Override
    public void close() {
        journal.close();
        timeline.close();
    }
}
