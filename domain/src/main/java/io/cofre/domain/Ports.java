package io.cofre.domain;

import io.cofre.domain.auth.HttpTarget;
import io.cofre.domain.span.VerifyingKey;
import io.cofre.domain.token.TokenMac;
import io.cofre.domain.usecase.Pause;
import io.cofre.domain.usecase.ProviderSettings;
import io.cofre.ports.app.Apps;
import io.cofre.ports.audit.LedgerSnapshots;
import io.cofre.ports.journal.Admission;
import io.cofre.ports.journal.Heads;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.Repeats;
import io.cofre.ports.memory.Memories;
import io.cofre.ports.node.Invalidation;
import io.cofre.ports.node.Memo;
import io.cofre.ports.node.RateLimits;
import io.cofre.ports.node.TrustAnchors;
import io.cofre.ports.provider.Provider;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Keys;
import io.cofre.ports.span.LedgerScan;
import io.cofre.ports.span.Spans;
import io.cofre.ports.tenant.Tenants;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.Tokens;
import io.cofre.ports.token.WalletSessions;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.vault.Leftovers;
import io.cofre.ports.vault.SecretRows;
import io.cofre.ports.wallet.Wallets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Everything that {@link Cofre} needs from the world, grouped by what it is for.
 *
 * @param ledger the journal and the reads of the ledger
 * @param rows the projections, read as they stand: for decisions that are about to be committed
 * @param near the same three projections that every request looks at, as a node may remember them for up to 30 s (spec
 *     01); the plain ones where nothing is cached
 * @param vault the secrets
 * @param node what this node shares with others, and remembers
 * @param providers by their name in the configuration
 * @param world time, randomness, and the settings of use cases
 */
public record Ports(
        Ledger ledger, Rows rows, Near near, Vault vault, Node node, Map<String, Provider> providers, World world) {
    public Ports {
        providers = Map.copyOf(providers);
    }

    /**
     * The ledger.
     *
     * @param admission the journal's
     */
    public record Ledger(
            Journal journal,
            Heads heads,
            Repeats repeats,
            Keys keys,
            Spans spans,
            LedgerScan scan,
            LedgerSnapshots snapshots,
            Admission admission) {
        /** The same, with the freshness of spec 03. */
        public Ledger(
                Journal journal,
                Heads heads,
                Repeats repeats,
                Keys keys,
                Spans spans,
                LedgerScan scan,
                LedgerSnapshots snapshots) {
            this(journal, heads, repeats, keys, spans, scan, snapshots, Admission.DEFAULT);
        }
    }

    public record Rows(
            Tokens tokens, WalletSessions sessions, Wallets wallets, Tenants tenants, Apps apps, Memories memories) {}

    public record Near(Tokens tokens, Wallets wallets, Tenants tenants) {}

    public record Vault(KeyVault keys, SecretRows rows, Leftovers leftovers) {}

    /**
     * What a node shares and remembers.
     *
     * @param knownTokens hashes of good tokens by their MAC
     * @param unknownTokens MACs of tokens that are not known, apart, so that noise drives out nothing good
     * @param checkedKeys public keys whose encoding was checked
     */
    public record Node(
            Invalidation invalidation,
            RateLimits rateLimits,
            TrustAnchors anchors,
            Memo<TokenMac, TokenHash> knownTokens,
            Memo<TokenMac, Instant> unknownTokens,
            Memo<KeyId, VerifyingKey> checkedKeys) {}

    /**
     * What is around.
     *
     * @param clock in steps of a millisecond, as spans tell time: a store that rounds what is finer could come to say
     *     another millisecond than its span
     * @param random a cryptographic generator in production
     * @param hashingSlots how many slow hashings may run at once: the cores
     * @param publicOrigin the origin of {@code public.url}, for which requests are signed
     * @param routes of the HTTP surface, where there is one
     */
    public record World(
            InstantSource clock,
            RandomGenerator random,
            Pause pause,
            int hashingSlots,
            ProviderSettings providers,
            String publicOrigin,
            HttpTarget.Routes routes) {}
}
