package io.cofre.assembly.kill;

import io.cofre.assembly.wiring.Closing;
import io.cofre.domain.Cofre;
import io.cofre.domain.Ports;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.usecase.ProviderSettings;
import io.cofre.http.routes.OwnRoutes;
import io.cofre.local.cache.CachedTenants;
import io.cofre.local.cache.CachedTokens;
import io.cofre.local.cache.CachedWallets;
import io.cofre.local.node.CaffeineMemo;
import io.cofre.local.node.LocalInvalidation;
import io.cofre.local.node.LocalRateLimits;
import io.cofre.local.node.TrustFile;
import io.cofre.local.vault.EnvelopeVault;
import io.cofre.local.vault.MasterKeyFile;
import io.cofre.ports.app.Apps;
import io.cofre.ports.audit.LedgerSnapshots;
import io.cofre.ports.journal.Admission;
import io.cofre.ports.journal.Heads;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.Repeats;
import io.cofre.ports.memory.Memories;
import io.cofre.ports.node.Invalidation;
import io.cofre.ports.node.RateLimits;
import io.cofre.ports.node.TrustAnchors;
import io.cofre.ports.span.Keys;
import io.cofre.ports.span.LedgerScan;
import io.cofre.ports.span.Spans;
import io.cofre.ports.tenant.Tenants;
import io.cofre.ports.token.Tokens;
import io.cofre.ports.token.WalletSessions;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.vault.Leftovers;
import io.cofre.ports.vault.SecretBytes;
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
import io.cofre.postgres.memory.MemoryWriter;
import io.cofre.postgres.memory.PostgresMemories;
import io.cofre.postgres.span.PostgresKeys;
import io.cofre.postgres.span.PostgresLedgerScan;
import io.cofre.postgres.span.PostgresSpans;
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
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * A node's use cases over the real ports, without a container and without HTTP. All ports are counted, those too that
 * other ports stand on; but for the memos, which are gone with the process and nothing else.
 */
record Wired(Place place, Ports ports, Repeats repeats, Cofre cofre, Closing closing) implements AutoCloseable {
    private static final Duration RECORD_LIFE = Duration.ofSeconds(30);
    private static final int MOST = 10_000;

    static Wired over(Place place) {
        return over(place, new PortCalls());
    }

    static Wired over(Place place, PortCalls calls) {
        Closing closing = new Closing();
        InstantSource clock = Clock.tickMillis(ZoneOffset.UTC);
        SecureRandom random = new SecureRandom();
        try (SecretBytes password = place.password()) {
            PostgresConnections to = closing.keep(
                    "connections",
                    new PostgresConnections(place.url(), place.user(), password, PostgresConnections.Sizes.DEFAULT));
            SecretRows secretRows = calls.counted(SecretRows.class, new PostgresSecretRows(to));
            Tokens tokens = calls.counted(Tokens.class, new PostgresTokens(to));
            Wallets wallets = calls.counted(Wallets.class, new PostgresWallets(to));
            Tenants tenants = calls.counted(Tenants.class, new PostgresTenants(to));
            Invalidation invalidation = calls.counted(Invalidation.class, new LocalInvalidation());
            Ports ports = new Ports(
                    new Ports.Ledger(
                            calls.counted(Journal.class, closing.keep("journal", journal(to, clock))),
                            calls.counted(Heads.class, new PostgresHeads(to)),
                            calls.counted(Repeats.class, new PostgresRepeats(to, clock)),
                            calls.counted(Keys.class, new PostgresKeys(to)),
                            calls.counted(Spans.class, new PostgresSpans(to)),
                            calls.counted(LedgerScan.class, new PostgresLedgerScan(to)),
                            calls.counted(LedgerSnapshots.class, new PostgresLedgerSnapshots(to))),
                    new Ports.Rows(
                            tokens,
                            calls.counted(WalletSessions.class, new PostgresWalletSessions(to)),
                            wallets,
                            tenants,
                            calls.counted(Apps.class, new PostgresApps(to)),
                            calls.counted(Memories.class, new PostgresMemories(to))),
                    new Ports.Near(
                            calls.counted(Tokens.class, new CachedTokens(tokens, invalidation, RECORD_LIFE, MOST)),
                            calls.counted(Wallets.class, new CachedWallets(wallets, invalidation, RECORD_LIFE, MOST)),
                            calls.counted(Tenants.class, new CachedTenants(tenants, invalidation, RECORD_LIFE, MOST))),
                    new Ports.Vault(
                            calls.counted(KeyVault.class, closing.keep("vault", vault(place, secretRows, random))),
                            secretRows,
                            calls.counted(Leftovers.class, new PostgresLeftovers(to))),
                    new Ports.Node(
                            invalidation,
                            calls.counted(RateLimits.class, new LocalRateLimits(MOST)),
                            calls.counted(TrustAnchors.class, new TrustFile(place.trust())),
                            new CaffeineMemo<>(MOST),
                            new CaffeineMemo<>(MOST),
                            new CaffeineMemo<>(MOST)),
                    Map.of(),
                    world(clock, random));
            Repeats repeats = calls.counted(Repeats.class, new PostgresRepeats(to, clock));
            return new Wired(place, ports, repeats, Cofre.over(ports), closing);
        }
    }

    private static PostgresJournal journal(PostgresConnections to, InstantSource clock) {
        return new PostgresJournal(
                to,
                List.of(
                        new KeyEffectWriter(),
                        new TenantWriter(),
                        new WalletWriter(),
                        new TokenWriter(),
                        new AppWriter(),
                        new MemoryWriter(),
                        new LeftoverWriter()),
                Admission.DEFAULT,
                clock);
    }

    private static EnvelopeVault vault(Place place, SecretRows rows, SecureRandom random) {
        return new EnvelopeVault(
                rows, Ed25519.fastest(), MasterKeyFile.load(place.masterKey()), EnvelopeVault.Caching.DEFAULT, random);
    }

    private static Ports.World world(InstantSource clock, SecureRandom random) {
        return new Ports.World(
                clock,
                random,
                Wired::pause,
                Runtime.getRuntime().availableProcessors(),
                ProviderSettings.DEFAULT,
                "https://cofre.test",
                new OwnRoutes());
    }

    /** The same use cases, at a later time. */
    Cofre later(Duration time) {
        InstantSource real = ports.world().clock();
        return Cofre.over(new Ports(
                ports.ledger(),
                ports.rows(),
                ports.near(),
                ports.vault(),
                ports.node(),
                ports.providers(),
                world(() -> real.instant().plus(time), new SecureRandom())));
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.close();
    }
}
