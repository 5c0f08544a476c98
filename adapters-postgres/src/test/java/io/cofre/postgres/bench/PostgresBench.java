package io.cofre.postgres.bench;

import io.cofre.ports.app.Apps;
import io.cofre.ports.audit.LedgerSnapshots;
import io.cofre.ports.journal.Admission;
import io.cofre.ports.journal.AppEffect;
import io.cofre.ports.journal.Effect;
import io.cofre.ports.journal.Heads;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.KeyEffect;
import io.cofre.ports.journal.MemoryEffect;
import io.cofre.ports.journal.Repeats;
import io.cofre.ports.journal.SecretEffect;
import io.cofre.ports.journal.TenantEffect;
import io.cofre.ports.journal.TokenEffect;
import io.cofre.ports.journal.WalletEffect;
import io.cofre.ports.memory.Memories;
import io.cofre.ports.span.Keys;
import io.cofre.ports.span.LedgerScan;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.Timeline;
import io.cofre.ports.tenant.Tenants;
import io.cofre.ports.token.Tokens;
import io.cofre.ports.vault.Leftovers;
import io.cofre.ports.wallet.Wallets;
import io.cofre.postgres.Database;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.app.AppWriter;
import io.cofre.postgres.app.PostgresApps;
import io.cofre.postgres.audit.PostgresLedgerSnapshots;
import io.cofre.postgres.journal.BatchListener;
import io.cofre.postgres.journal.EffectWriter;
import io.cofre.postgres.journal.KeyEffectWriter;
import io.cofre.postgres.journal.PostgresHeads;
import io.cofre.postgres.journal.PostgresJournal;
import io.cofre.postgres.journal.PostgresRepeats;
import io.cofre.postgres.memory.MemoryWriter;
import io.cofre.postgres.memory.PostgresMemories;
import io.cofre.postgres.span.PostgresKeys;
import io.cofre.postgres.span.PostgresLedgerScan;
import io.cofre.postgres.span.PostgresSpans;
import io.cofre.postgres.span.PostgresTimeline;
import io.cofre.postgres.tenant.PostgresTenants;
import io.cofre.postgres.tenant.TenantWriter;
import io.cofre.postgres.token.PostgresTokens;
import io.cofre.postgres.token.TokenWriter;
import io.cofre.postgres.vault.LeftoverWriter;
import io.cofre.postgres.vault.PostgresLeftovers;
import io.cofre.postgres.wallet.PostgresWallets;
import io.cofre.postgres.wallet.WalletWriter;
import io.cofre.testkit.contract.Bench;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The kits' store on the real server: one database for the JVM, empty for each test. */
public final class PostgresBench implements Bench {
    private static final class Shared {
        static final Database DATABASE = Database.fresh("bench");
    }

    /** A key's row names positions; the spans stand there. */
    private static final String KEY = "(SELECT r.id AS cause_id, r.seq AS cause_seq, k.key_id FROM ledger.keys k"
            + " JOIN ledger.universal_registry r ON r.position = coalesce(k.ended_at, k.introduced_at)) AS k"
            + " WHERE key_id = ?";

    private final InstantSource clock;
    private final PostgresConnections connections;
    private final PostgresJournal journal;
    private final PostgresTimeline timeline;

    private PostgresBench(InstantSource clock) {
        this.clock = clock;
        this.connections = Shared.DATABASE.connections();
        this.journal = journal(connections, writers(), clock, (changes, took) -> {});
        this.timeline = new PostgresTimeline(connections);
    }

    public static PostgresBench open(InstantSource clock) {
        Shared.DATABASE.empty();
        return new PostgresBench(clock);
    }

    /** Whose clock the test sets, however far it is from the server's. */
    public static PostgresJournal journal(
            PostgresConnections connections,
            List<EffectWriter<?>> writers,
            InstantSource clock,
            BatchListener listener) {
        return new PostgresJournal(connections, writers, Admission.DEFAULT, clock, Duration.ofDays(365_000), listener);
    }

    /** One for each kind of effect. */
    public static List<EffectWriter<?>> writers() {
        return List.of(
                new KeyEffectWriter(),
                new TenantWriter(),
                new WalletWriter(),
                new TokenWriter(),
                new AppWriter(),
                new MemoryWriter(),
                new LeftoverWriter());
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
        return new PostgresTenants(connections);
    }

    @Override
    public Wallets wallets() {
        return new PostgresWallets(connections);
    }

    @Override
    public Tokens tokens() {
        return new PostgresTokens(connections);
    }

    @Override
    public Apps apps() {
        return new PostgresApps(connections);
    }

    @Override
    public Memories memories() {
        return new PostgresMemories(connections);
    }

    @Override
    public Leftovers leftovers() {
        return new PostgresLeftovers(connections);
    }

    @Override
    public LedgerSnapshots snapshots() {
        return new PostgresLedgerSnapshots(connections);
    }

    @Override
    public Optional<SpanVersion> cause(Effect effect) {
        return switch (effect) {
            case KeyEffect.Introduced introduced ->
                cause(KEY, introduced.key().keyId().value());
            case KeyEffect.Ended ended -> cause(KEY, ended.key().value());
            case TenantEffect.Put put ->
                cause("cofre.tenants WHERE tenant_id = ?", put.tenant().id().value());
            case WalletEffect.Put put ->
                cause("cofre.wallets WHERE wallet_id = ?", put.wallet().id().value());
            case TokenEffect.Put put ->
                cause(
                        "cofre.auth_api_tokens WHERE token_hash = ?",
                        put.token().hash().value());
            case AppEffect.Put put ->
                cause(
                        "cofre.apps WHERE tenant_id = ? AND app_id = ?",
                        put.app().tenant().value(),
                        put.app().id().value());
            case MemoryEffect.Put put ->
                cause(
                        "cofre.content_keys WHERE memory_id = ?",
                        put.memory().id().value());
            case MemoryEffect.Dropped dropped ->
                cause("cofre.content_keys WHERE memory_id = ?", dropped.memory().value());
            case SecretEffect.Dropped dropped ->
                cause("vault.leftovers WHERE ref = ?", dropped.ref().value());
        };
    }

    private static Optional<SpanVersion> cause(String where, Object... key) {
        return Shared.DATABASE
                .ownerSql()
                .fetchOptional("SELECT cause_id, cause_seq FROM " + where, key)
                .map(row ->
                        new SpanVersion(new SpanId(row.get("cause_id", UUID.class)), row.get("cause_seq", Long.class)));
    }

    @Override
    public void close() {
        journal.close();
        timeline.close();
    }
}
