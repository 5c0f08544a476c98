package io.cofre.local.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.cofre.ports.node.Invalidation;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.tenant.Tenants;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Tenants kept for seconds, for who reads them at every request. */
public final class CachedTenants implements Tenants, AutoCloseable {
    private final Tenants rows;
    private final ReadCache<TenantId, Tenant> cache;
    private final Invalidation.Registration listening;

    /**
     * @param life after which a record is read again, should a notice be lost
     * @param most how many records at most
     */
    public CachedTenants(Tenants rows, Invalidation invalidation, Duration life, long most) {
        this(rows, invalidation, life, most, Ticker.systemTicker());
    }

    CachedTenants(Tenants rows, Invalidation invalidation, Duration life, long most, Ticker ticker) {
        this.rows = rows;
        this.cache = new ReadCache<>(new ReadCache.Bounds(life, most), ticker);
        this.listening = invalidation.listen(this::hear);
    }

    @Override
    public Optional<Tenant> find(TenantId key) {
        return cache.find(key, rows::find);
    }

    @Override
    public List<Tenant> list(Optional<TenantId> after, int limit) {
        return rows.list(after, limit);
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
            case TENANT -> TenantId.parse(notice.key()).ifPresent(cache::drop);
            case ALL -> cache.dropAll();
            case TOKEN, WALLET, KEY -> {}
        }
    }
}
