package io.cofre.testkit.memory;

import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.token.Tokens;
import io.cofre.ports.wallet.WalletId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The API keys of a store in memory. */
public final class InMemoryTokens implements Tokens {
    static final Comparator<TokenRecord> NEWEST_FIRST = Comparator.comparing(TokenRecord::createdAt)
            .reversed()
            .thenComparing(token -> token.hash().value());

    private final InMemoryStore store;

    public InMemoryTokens(InMemoryStore store) {
        this.store = store;
    }

    @Override
    public Optional<TokenRecord> find(TokenHash hash) {
        return store.locked(() -> Optional.ofNullable(rows().get(hash)));
    }

    @Override
    public List<TokenRecord> ofWallet(
            WalletId wallet, Optional<TokenRecord.Status> status, Optional<TokenHash> after, int limit) {
        Bounds.limit(limit, 1_000);
        return store.locked(() -> {
            Optional<TokenRecord> last = after.flatMap(hash -> Optional.ofNullable(rows().get(hash)));
            return rows().values().stream()
                    .filter(token -> token.wallet().equals(wallet))
                    .filter(token -> status.isEmpty() || status.get() == token.status())
                    .filter(token -> last.isEmpty() || NEWEST_FIRST.compare(token, last.get()) > 0)
                    .sorted(NEWEST_FIRST)
                    .limit(limit)
                    .toList();
        });
    }

    @Override
    public Set<Integer> versionsInUse() {
        return store.locked(() -> rows().values().stream()
                .filter(token -> token.status() == TokenRecord.Status.ACTIVE)
                .map(token -> version(token.hash()))
                .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public void used(Map<TokenHash, Instant> lastUsed, Duration apart) {
        Map<TokenHash, Instant> given = Map.copyOf(lastUsed);
        store.locked(() -> {
            given.forEach((hash, at) -> rows().computeIfPresent(hash, (same, token) -> {
                boolean later = token.lastUsedAt()
                        .filter(stands -> stands.plus(apart).isAfter(at))
                        .isEmpty();
                return later ? usedAt(token, Optional.of(at)) : token;
            }));
            return given.size();
        });
    }

    @Override
    public Collection<TokenRecord> due(Instant before, int limit) {
        Bounds.limit(limit, 10_000);
        return store.locked(() -> rows().values().stream()
                .filter(token -> token.status() == TokenRecord.Status.ACTIVE)
                .filter(token -> token.exp().isBefore(before)
                        || token.revokeAt().filter(at -> at.isBefore(before)).isPresent())
                .limit(limit)
                .toList());
    }

    private Map<TokenHash, TokenRecord> rows() {
        return store.projections().tokens;
    }

    /** The number between {@code $v} and {@code $}. */
    private static int version(TokenHash hash) {
        String text = hash.value();
        int from = text.indexOf("$v") + 2;
        return Integer.parseInt(text.substring(from, text.indexOf('$', from)));
    }

    static TokenRecord usedAt(TokenRecord token, Optional<Instant> lastUsedAt) {
        return new TokenRecord(
                token.hash(),
                token.last4(),
                token.wallet(),
                token.tenant(),
                token.scopes(),
                token.exp(),
                token.status(),
                token.description(),
                token.createdAt(),
                token.createdBy(),
                lastUsedAt,
                token.rotatedTo(),
                token.revokeAt(),
                token.kind(),
                token.app(),
                token.requestsPerMinute(),
                token.seq());
    }
}
