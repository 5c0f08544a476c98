package io.cofre.local.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.cofre.ports.node.Invalidation;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import io.cofre.ports.wallet.Wallets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Wallets kept for seconds, for who reads them at every request. */
public final class CachedWallets implements Wallets, AutoCloseable {
    private final Wallets rows;
    private final ReadCache<WalletId, Wallet> cache;
    private final Invalidation.Registration listening;

    /**
     * @param life after which a record is read again, should a notice be lost
     * @param most how many records at most
     */
    public CachedWallets(Wallets rows, Invalidation invalidation, Duration life, long most) {
        this(rows, invalidation, life, most, Ticker.systemTicker());
    }

    CachedWallets(Wallets rows, Invalidation invalidation, Duration life, long most, Ticker ticker) {
        this.rows = rows;
        this.cache = new ReadCache<>(new ReadCache.Bounds(life, most), ticker);
        this.listening = invalidation.listen(this::hear);
    }

    @Override
    public Optional<Wallet> find(WalletId key) {
        return cache.find(key, rows::find);
    }

    @Override
    public List<Wallet> list(Optional<TenantId> tenant, Optional<WalletId> after, int limit) {
        return rows.list(tenant, after, limit);
    }

    @Override
    public Set<SecretRef> secretsInUse() {
        return rows.secretsInUse();
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
            case WALLET -> WalletId.parse(notice.key()).ifPresent(cache::drop);
            case ALL -> cache.dropAll();
            case TOKEN, TENANT, KEY -> {}
        }
    }
}
