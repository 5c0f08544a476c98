package io.cofre.local.vault;

import io.cofre.ports.PortFailure;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.vault.SecretRows;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Rows that can be looked at, spoilt and taken down. */
final class RowsInMemory implements SecretRows {
    final Map<SecretRef, Sealed> rows = new ConcurrentSkipListMap<>(Comparator.comparing(SecretRef::value));
    final AtomicInteger finds = new AtomicInteger();
    volatile @Nullable PortFailure down;
    volatile boolean othersAreFaster;

    @Override
    public synchronized void add(Map<SecretRef, Sealed> fresh) {
        failWhereDown();
        fresh.keySet().stream().filter(rows::containsKey).findFirst().ifPresent(ref -> {
            throw new IllegalStateException(ref + " is in use");
        });
        rows.putAll(fresh);
    }

    @Override
    public Optional<Sealed> find(SecretRef ref) {
        finds.incrementAndGet();
        failWhereDown();
        return Optional.ofNullable(rows.get(ref));
    }

    @Override
    public boolean rewrap(SecretRef ref, Sealed expected, Sealed with) {
        failWhereDown();
        return !othersAreFaster && rows.replace(ref, expected, with);
    }

    @Override
    public List<SecretRef> wrappedByOther(String masterKeyId, int limit) {
        failWhereDown();
        return rows.entrySet().stream()
                .filter(row -> !row.getValue().masterKeyId().equals(masterKeyId))
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
    }

    @Override
    public List<SecretRef> madeBefore(Instant time, Optional<SecretRef> after, int limit) {
        throw new UnsupportedOperationException("a vault does not sweep");
    }

    @Override
    public void remove(Collection<SecretRef> refs) {
        failWhereDown();
        refs.forEach(rows::remove);
    }

    Sealed row(SecretRef ref) {
        return Objects.requireNonNull(rows.get(ref), ref.value());
    }

    private void failWhereDown() {
        PortFailure failure = down;
        if (failure != null) {
            throw failure;
        }
    }
}
