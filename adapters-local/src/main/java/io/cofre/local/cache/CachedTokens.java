package io.cofre.local.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.cofre.ports.node.Invalidation;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.token.Tokens;
import io.cofre.ports.wallet.WalletId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tokens whose records are kept for seconds, for the authorizer alone. */
public final class CachedTokens implements Tokens, AutoCloseable {
    private final Tokens rows;
    private final ReadCache<TokenHash, TokenRecord> cache;
    private final Invalidation.Registration listening;

    /**
     * @param life after which a record is read again, should a notice be lost
     * @param most how many records at most
     */
    public CachedTokens(Tokens rows, Invalidation invalidation, Duration life, long most) {
        this(rows, invalidation, life, most, Ticker.systemTicker());
    }

    CachedTokens(Tokens rows, Invalidation invalidation, Duration life, long most, Ticker ticker) {
        this.rows = rows;
        this.cache = new ReadCache<>(new ReadCache.Bounds(life, most), ticker);
        this.listening = invalidation.listen(this::hear);
    }

    @Override
    public Optional<TokenRecord> find(TokenHash key) {
        return cache.find(key, rows::find);
    }

    @Override
    public List<TokenRecord> ofWallet(
            WalletId wallet, Optional<TokenRecord.Status> status, Optional<TokenHash> after, int limit) {
        return rows.ofWallet(wallet, status, after, limit);
    }

    @Override
    public Set<Integer> versionsInUse() {
        return rows.versionsInUse();
    }

    @Override
    public void used(Map<TokenHash, Instant> lastUsed, Duration apart) {
        rows.used(lastUsed, apart);
        lastUsed.keySet().forEach(cache::drop);
    }

    @Override
    public Collection<TokenRecord> due(Instant before, int limit) {
        return rows.due(before, limit);
    }

    public LookupCount lookups() {
        return cache.count();
    }

    /** Hears no more notices; what is kept ends by its own time. */
    @Override
    public void close() {
        listening.close();
    }

    private void hear(Invalidation.Notice notice) {
        switch (notice.about()) {
            case TOKEN -> TokenHash.parse(notice.key()).ifPresent(cache::drop);
            case ALL -> cache.dropAll();
            case WALLET, TENANT, KEY -> {}
        }
    }
}
