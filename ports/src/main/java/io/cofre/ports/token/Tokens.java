package io.cofre.ports.token;

import io.cofre.ports.wallet.WalletId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * API keys; reads, and the one lazy mark that no span says. A revocation acknowledged by the journal is seen by every
 * read that begins later. Thread-safe.
 */
public interface Tokens {
    Optional<TokenRecord> find(TokenHash hash);

    /**
     * Keys of a wallet, newest first (of one {@code createdAt} by hash ascending), after the given hash, at most
     * {@code limit} (1 to 1,000).
     */
    List<TokenRecord> ofWallet(
            WalletId wallet, Optional<TokenRecord.Status> status, Optional<TokenHash> after, int limit);

    /** The versions of token hashing ({@code v1} is 1) that active keys still bear. */
    Set<Integer> versionsInUse();

    /**
     * Sets {@code last_used_at} where nothing stands or what stands is at least so much earlier, so that several nodes
     * mark no key more often than that; unknown hashes are passed over.
     *
     * @param apart longer than nothing
     */
    void used(Map<TokenHash, Instant> lastUsed, Duration apart);

    /**
     * Active keys whose {@code exp} or {@code revokeAt} lies before the given time, at most {@code limit}: for the
     * sweep.
     */
    Collection<TokenRecord> due(Instant before, int limit);
}
