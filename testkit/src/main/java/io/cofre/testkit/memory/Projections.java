package io.cofre.testkit.memory;

import io.cofre.ports.app.App;
import io.cofre.ports.app.AppId;
import io.cofre.ports.journal.AppEffect;
import io.cofre.ports.journal.Effect;
import io.cofre.ports.journal.KeyEffect;
import io.cofre.ports.journal.MemoryEffect;
import io.cofre.ports.journal.SecretEffect;
import io.cofre.ports.journal.TenantEffect;
import io.cofre.ports.journal.TokenEffect;
import io.cofre.ports.journal.WalletEffect;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The rows that effects write. Guarded by its store's lock. */
class Projections {
    final Map<KeyId, LedgerKey> keys = new HashMap<>();
    final Map<TenantId, Tenant> tenants = new TreeMap<>(Comparator.comparing(TenantId::value));
    final Map<WalletId, Wallet> wallets = new TreeMap<>(Comparator.comparing(WalletId::value));
    final Map<TokenHash, TokenRecord> tokens = new HashMap<>();
    final Map<AppKey, App> apps =
            new TreeMap<>(Comparator.comparing((AppKey key) -> key.tenant().value())
                    .thenComparing(key -> key.app().value()));
    final Map<SpanId, MemoryEntry> memories = new HashMap<>();
    final Set<SecretRef> dropped = new LinkedHashSet<>();
    private final Map<Object, SpanVersion> causes = new HashMap<>();

    /** An app's name is unique in its tenant. */
    record AppKey(TenantId tenant, AppId app) {}

    /** Applies one effect whose cause stands at the given position. Never refuses. */
    void apply(Effect effect, long position) {
        switch (effect) {
            case KeyEffect.Introduced introduced -> {
                if (keys.putIfAbsent(introduced.key().keyId(), introduced.key().introduced(position)) != null) {
                    return;
                }
            }
            case KeyEffect.Ended ended -> {
                LedgerKey key = keys.get(ended.key());
                if (key == null || key.status() == LedgerKey.Status.REVOKED) {
                    return;
                }
                keys.put(ended.key(), key.ended(ended.how(), position));
            }
            case TenantEffect.Put put -> tenants.put(put.tenant().id(), put.tenant());
            case WalletEffect.Put put -> wallets.put(put.wallet().id(), put.wallet());
            case TokenEffect.Put put -> putToken(put.token());
            case AppEffect.Put put ->
                apps.put(new AppKey(put.app().tenant(), put.app().id()), put.app());
            case MemoryEffect.Put put -> memories.put(put.memory().id(), put.memory());
            case MemoryEffect.Dropped gone -> {
                if (memories.remove(gone.memory()) == null) {
                    return;
                }
            }
            case SecretEffect.Dropped gone -> dropped.add(gone.ref());
        }
        causes.put(row(effect), effect.cause());
    }

    private void putToken(TokenRecord token) {
        Optional<Instant> lastUsed =
                Optional.ofNullable(tokens.get(token.hash())).flatMap(TokenRecord::lastUsedAt);
        tokens.put(token.hash(), InMemoryTokens.usedAt(token, lastUsed));
    }

    /** The span that the row which an effect like this one writes names as its last change. */
    Optional<SpanVersion> cause(Effect effect) {
        return Optional.ofNullable(causes.get(row(effect)));
    }

    /** The same for a row by its key: the id that it is found by here. */
    Optional<SpanVersion> causeOf(Object key) {
        return Optional.ofNullable(causes.get(key));
    }

    /** The key of the row that the effect writes: ids of different rows are of different types. */
    private static Object row(Effect effect) {
        return Objects.requireNonNull(
                switch (effect) {
                    case KeyEffect.Introduced introduced -> introduced.key().keyId();
                    case KeyEffect.Ended ended -> ended.key();
                    case TenantEffect.Put put -> put.tenant().id();
                    case WalletEffect.Put put -> put.wallet().id();
                    case TokenEffect.Put put -> put.token().hash();
                    case AppEffect.Put put ->
                        new AppKey(put.app().tenant(), put.app().id());
                    case MemoryEffect.Put put -> put.memory().id();
                    case MemoryEffect.Dropped gone -> gone.memory();
                    case SecretEffect.Dropped gone -> gone.ref();
                });
    }
}
