package io.cofre.testkit.memory;

import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.vault.SecretRows;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** An envelope vault's rows in memory. */
public final class InMemorySecretRows implements SecretRows {
    private final ReentrantLock lock = new ReentrantLock();
    private final InstantSource clock;
    private final TreeMap<SecretRef, Row> rows = new TreeMap<>(Comparator.comparing(SecretRef::value));

    private record Row(Sealed secret, Instant madeAt) {}

    public InMemorySecretRows(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void add(Map<SecretRef, Sealed> fresh) {
        Map<SecretRef, Sealed> given = Map.copyOf(fresh);
        locked(() -> {
            given.keySet().stream().filter(rows::containsKey).findAny().ifPresent(ref -> {
                throw new IllegalStateException("a secret stands under " + ref);
            });
            Instant now = clock.instant();
            given.forEach((ref, secret) -> rows.put(ref, new Row(secret, now)));
            return given.size();
        });
    }

    @Override
    public Optional<Sealed> find(SecretRef ref) {
        return locked(() -> Optional.ofNullable(rows.get(ref)).map(Row::secret));
    }

    @Override
    public boolean rewrap(SecretRef ref, Sealed expected, Sealed with) {
        return locked(() -> {
            Row row = rows.get(ref);
            if (row == null || !row.secret().equals(expected)) {
                return false;
            }
            Sealed rewrapped = new Sealed(
                    with.masterKeyId(), with.wrappedKey(), row.secret().ciphertext());
            rows.put(ref, new Row(rewrapped, row.madeAt()));
            return true;
        });
    }

    @Override
    public List<SecretRef> wrappedByOther(String masterKeyId, int limit) {
        Bounds.limit(limit, 10_000);
        return locked(() -> rows.entrySet().stream()
                .filter(row -> !row.getValue().secret().masterKeyId().equals(masterKeyId))
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList());
    }

    @Override
    public List<SecretRef> madeBefore(Instant time, Optional<SecretRef> after, int limit) {
        Bounds.limit(limit, 10_000);
        return locked(() -> after.map(ref -> rows.tailMap(ref, false)).orElse(rows).entrySet().stream()
                .filter(row -> row.getValue().madeAt().isBefore(time))
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList());
    }

    @Override
    public void remove(Collection<SecretRef> refs) {
        List<SecretRef> gone = List.copyOf(refs);
        locked(() -> rows.keySet().removeAll(gone));
    }

    private <T> T locked(Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }
}
