package io.cofre.assembly.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.cofre.assembly.telemetry.Telemetry;
import io.cofre.http.routes.HealthCheck;
import io.cofre.ports.app.Apps;
import io.cofre.ports.audit.LedgerSnapshots;
import io.cofre.ports.journal.Admission;
import io.cofre.ports.journal.Heads;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.Repeats;
import io.cofre.ports.memory.Memories;
import io.cofre.ports.span.Keys;
import io.cofre.ports.span.LedgerScan;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.Timeline;
import io.cofre.ports.tenant.Tenants;
import io.cofre.ports.token.Tokens;
import io.cofre.ports.token.WalletSessions;
import io.cofre.ports.vault.Leftovers;
import io.cofre.ports.vault.SecretRows;
import io.cofre.ports.wallet.Wallets;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.app.AppWriter;
import io.cofre.postgres.app.PostgresApps;
import io.cofre.postgres.audit.PostgresLedgerSnapshots;
import io.cofre.postgres.journal.KeyEffectWriter;
import io.cofre.postgres.journal.PostgresHeads;
import io.cofre.postgres.journal.PostgresJournal;
import io.cofre.postgres.journal.PostgresRepeats;
import io.cofre.postgres.journal.PostgresSweep;
import io.cofre.postgres.memory.MemoryWriter;
import io.cofre.postgres.memory.PostgresMemories;
import io.cofre.postgres.span.PostgresKeys;
import io.cofre.postgres.span.PostgresLedgerScan;
import io.cofre.postgres.span.PostgresSpans;
import io.cofre.postgres.span.PostgresTimeline;
import io.cofre.postgres.tenant.PostgresTenants;
import io.cofre.postgres.tenant.TenantWriter;
import io.cofre.postgres.token.PostgresTokens;
import io.cofre.postgres.token.PostgresWalletSessions;
import io.cofre.postgres.token.TokenWriter;
import io.cofre.postgres.vault.LeftoverWriter;
import io.cofre.postgres.vault.PostgresLeftovers;
import io.cofre.postgres.vault.PostgresSecretRows;
import io.cofre.postgres.wallet.PostgresWallets;
import io.cofre.postgres.wallet.WalletWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The journal, the ledger's reads and the projections on PostgreSQL. */
final class PostgresModule extends AbstractModule {
    private final Foundation foundation;
    private final PostgresConnections connections;
    private final Duration drift;

    PostgresModule(Foundation foundation, PostgresConnections connections, Duration drift) {
        this.foundation = foundation;
        this.connections = connections;
        this.drift = drift;
    }

    @Provides
    PostgresConnections connections() {
        return connections;
    }

    @Provides
    @Singleton
    PostgresJournal postgresJournal(InstantSource clock) {
        Telemetry telemetry = foundation.telemetry();
        PostgresJournal journal = new PostgresJournal(
                connections,
                List.of(
                        new KeyEffectWriter(),
                        new TenantWriter(),
                        new WalletWriter(),
                        new TokenWriter(),
                        new AppWriter(),
                        new MemoryWriter(),
                        new LeftoverWriter()),
                admission(),
                clock,
                drift,
                telemetry.batches());
        telemetry.gauge("cofre.journal.waiting", "Changes that wait for a batch", journal::waiting);
        return foundation.closing().keep("journal", journal, PostgresJournal::close);
    }

    @Provides
    Admission admission() {
        return new Admission(foundation.config().ledger().freshness());
    }

    @Provides
    Journal journal(PostgresJournal journal) {
        return journal;
    }

    @Provides
    @Stored
    List<HealthCheck> checks(PostgresJournal journal) {
        return List.of(Checks.asking("journal", journal::ready));
    }

    @Provides
    @Singleton
    LedgerSweep sweep() {
        PostgresSweep sweep = new PostgresSweep(connections, admission());
        return new LedgerSweep() {
            @Override
            public int nonces() {
                return sweep.nonces();
            }

            @Override
            public int repeats() {
                return sweep.repeats();
            }
        };
    }

    @Provides
    @Singleton
    Heads heads() {
        return new PostgresHeads(connections);
    }

    @Provides
    @Singleton
    Repeats repeats(InstantSource clock) {
        return new PostgresRepeats(connections, clock);
    }

    @Provides
    @Singleton
    Keys keys() {
        return new PostgresKeys(connections);
    }

    @Provides
    @Singleton
    Spans spans() {
        return new PostgresSpans(connections);
    }

    @Provides
    @Singleton
    LedgerScan scan() {
        return new PostgresLedgerScan(connections);
    }

    @Provides
    @Singleton
    LedgerSnapshots snapshots() {
        return new PostgresLedgerSnapshots(connections);
    }

    @Provides
    @Singleton
    Timeline timeline() {
        return foundation.closing().keep("timeline", new PostgresTimeline(connections));
    }

    @Provides
    @Singleton
    Tokens tokens() {
        return new PostgresTokens(connections);
    }

    @Provides
    @Singleton
    WalletSessions sessions() {
        return new PostgresWalletSessions(connections);
    }

    @Provides
    @Singleton
    Wallets wallets() {
        return new PostgresWallets(connections);
    }

    @Provides
    @Singleton
    Tenants tenants() {
        return new PostgresTenants(connections);
    }

    @Provides
    @Singleton
    Apps apps() {
        return new PostgresApps(connections);
    }

    @Provides
    @Singleton
    Memories memories() {
        return new PostgresMemories(connections);
    }

    @Provides
    @Singleton
    SecretRows secretRows() {
        return new PostgresSecretRows(connections);
    }

    @Provides
    @Singleton
    Leftovers leftovers() {
        return new PostgresLeftovers(connections);
    }
}
