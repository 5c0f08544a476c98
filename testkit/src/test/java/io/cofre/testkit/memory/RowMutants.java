package io.cofre.testkit.memory;

import static io.cofre.testkit.memory.BrokenStores.read;

import io.cofre.ports.app.App;
import io.cofre.ports.app.AppId;
import io.cofre.ports.app.Apps;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.tenant.Tenants;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.token.Tokens;
import io.cofre.ports.vault.Leftovers;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletItem;
import io.cofre.ports.wallet.Wallets;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.SettableClock;
import io.cofre.testkit.memory.BrokenStores.Mutant;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Tenants, wallets, API keys, apps and leftovers that are read wrongly. */
final class RowMutants {
    private static final Facts FACTS = new Facts(2, SettableClock.atStart());

    private RowMutants() {}

    static Map<String, Mutant> all() {
        Map<String, Mutant> all = new HashMap<>();
        tokens(all);
        wallets(all);
        tenantsAndApps(all);
        leftovers(all);
        return all;
    }

    private static TokenRecord with(TokenRecord token, TokenRecord.Status status, Optional<AppId> app) {
        return new TokenRecord(
                token.hash(),
                token.last4(),
                token.wallet(),
                token.tenant(),
                token.scopes(),
                token.exp(),
                status,
                token.description(),
                token.createdAt(),
                token.createdBy(),
                token.lastUsedAt(),
                token.rotatedTo(),
                token.revokeAt(),
                token.kind(),
                app,
                token.requestsPerMinute(),
                token.seq());
    }

    private static Mutant found(UnaryOperator<TokenRecord> other) {
        return read(
                Tokens.class,
                "find",
                (call, store) -> call.<Optional<TokenRecord>>answer().map(other));
    }

    private static void tokens(Map<String, Mutant> all) {
        all.put(
                "makes tokens up",
                read(
                        Tokens.class,
                        "find",
                        (call, store) -> call.<Optional<TokenRecord>>answer()
                                .or(() -> Optional.of(FACTS.token(FACTS.walletId(), FACTS.tenantId())))));
        all.put("loses a token's app", found(token -> with(token, token.status(), Optional.empty())));
        all.put("keeps revoked tokens active", found(token -> with(token, TokenRecord.Status.ACTIVE, token.app())));
        all.put(
                "lists tokens oldest first",
                read(
                        Tokens.class,
                        "ofWallet",
                        (call, store) -> call.<List<TokenRecord>>answer().reversed()));
        all.put(
                "lists tokens of any status",
                read(
                        Tokens.class,
                        "ofWallet",
                        (call, store) -> call.with(1, Optional.empty()).answer()));
        all.put("counts the versions of dead tokens", read(Tokens.class, "versionsInUse", (call, store) -> {
            Set<Integer> versions = new HashSet<>(call.<Set<Integer>>answer());
            for (TokenHash hash : store.projections().tokens.keySet()) {
                versions.add(Integer.parseInt(hash.value().replaceAll("^argon2id[$]v([0-9]+).*", "$1")));
            }
            return versions;
        }));
        all.put("marks uses backwards", read(Tokens.class, "used", (call, store) -> {
            call.<Map<TokenHash, Instant>>given(0)
                    .forEach((hash, at) -> store.projections()
                            .tokens
                            .computeIfPresent(hash, (same, token) -> InMemoryTokens.usedAt(token, Optional.of(at))));
            return null;
        }));
        all.put(
                "lists 500 tokens at most",
                read(
                        Tokens.class,
                        "ofWallet",
                        (call, store) -> call.with(3, Math.min(500, call.<Integer>given(3)))
                                .answer()));
        all.put(
                "marks every use",
                read(
                        Tokens.class,
                        "used",
                        (call, store) -> call.with(1, Duration.ofNanos(1)).answer()));
        all.put("finds dead tokens due", read(Tokens.class, "due", (call, store) -> {
            Instant before = call.argument(0, Instant.class);
            return store.projections().tokens.values().stream()
                    .filter(token -> token.exp().isBefore(before))
                    .toList();
        }));
    }

    private static WalletItem narrowed(WalletItem item) {
        return item instanceof WalletItem.Ed25519 key
                ? new WalletItem.Ed25519(
                        key.kid(),
                        key.publicKey(),
                        key.keyId(),
                        key.secret(),
                        key.caps(),
                        List.of(),
                        key.status(),
                        key.version(),
                        key.createdAt(),
                        key.rotatedAt())
                : item;
    }

    private static Wallet narrowed(Wallet wallet) {
        Map<io.cofre.ports.span.Kid, WalletItem> items = new LinkedHashMap<>();
        wallet.items().forEach((kid, item) -> items.put(kid, narrowed(item)));
        return new Wallet(
                wallet.id(),
                wallet.owner(),
                wallet.tenant(),
                items,
                wallet.status(),
                wallet.createdAt(),
                wallet.metered(),
                wallet.seq());
    }

    /** As most languages sort: by letters and digits first. */
    private static <T> List<T> collated(List<T> rows, Function<T, String> id) {
        List<T> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparing(row -> id.apply(row).replaceAll("[-_]", "")));
        return sorted;
    }

    private static void wallets(Map<String, Mutant> all) {
        all.put(
                "makes wallets up",
                read(
                        Wallets.class,
                        "find",
                        (call, store) -> call.<Optional<Wallet>>answer()
                                .or(() ->
                                        Optional.of(FACTS.wallet(FACTS.walletId(), FACTS.tenantId(), FACTS.owner())))));
        all.put(
                "loses what a signed request may do",
                read(
                        Wallets.class,
                        "find",
                        (call, store) -> call.<Optional<Wallet>>answer().map(RowMutants::narrowed)));
        all.put(
                "sorts by another alphabet",
                read(
                        Wallets.class,
                        "list",
                        (call, store) -> collated(
                                call.<List<Wallet>>answer(),
                                wallet -> wallet.id().value())));
        all.put("lists one tenant's wallets for all", read(Wallets.class, "list", (call, store) -> {
            List<Wallet> wallets = call.answer();
            return wallets.stream()
                    .filter(wallet -> wallet.tenant().equals(wallets.getFirst().tenant()))
                    .toList();
        }));
        all.put(
                "counts active secrets alone",
                read(
                        Wallets.class,
                        "secretsInUse",
                        (call, store) -> store.projections().wallets.values().stream()
                                .flatMap(wallet -> wallet.items().values().stream())
                                .filter(item -> item.status() == WalletItem.Status.ACTIVE)
                                .flatMap(item -> item.secret().stream())
                                .collect(Collectors.toSet())));
    }

    private static void tenantsAndApps(Map<String, Mutant> all) {
        all.put(
                "makes tenants up",
                read(
                        Tenants.class,
                        "find",
                        (call, store) -> call.<Optional<Tenant>>answer()
                                .or(() -> Optional.of(FACTS.tenant(call.argument(0, TenantId.class))))));
        all.put(
                "sorts tenants by another alphabet",
                read(
                        Tenants.class,
                        "list",
                        (call, store) -> collated(
                                call.<List<Tenant>>answer(),
                                tenant -> tenant.id().value())));
        all.put(
                "knows an app in every tenant",
                read(
                        Apps.class,
                        "find",
                        (call, store) -> store.projections().apps.values().stream()
                                .filter(app -> app.id().equals(call.argument(1, AppId.class)))
                                .findFirst()));
        all.put(
                "lists apps of all tenants",
                read(
                        Apps.class,
                        "list",
                        (call, store) -> store.projections().apps.values().stream()
                                .sorted(Comparator.comparing(
                                        (App app) -> app.id().value()))
                                .filter(app -> call.<Optional<AppId>>given(2)
                                        .filter(after ->
                                                after.value().compareTo(app.id().value()) >= 0)
                                        .isEmpty())
                                .limit(call.<Integer>given(3))
                                .toList()));
        all.put(
                "lists apps of all owners",
                read(
                        Apps.class,
                        "list",
                        (call, store) -> call.with(1, Optional.empty()).answer()));
    }

    private static void leftovers(Map<String, Mutant> all) {
        all.put("begins with leftovers", read(Leftovers.class, "dropped", (call, store) -> {
            List<SecretRef> refs = call.answer();
            return refs.isEmpty() ? List.of(FACTS.secretRef()) : refs;
        }));
        all.put("hands leftovers out once", read(Leftovers.class, "dropped", (call, store) -> {
            List<SecretRef> refs = call.answer();
            store.projections().dropped.removeAll(refs);
            return refs;
        }));
        all.put("keeps leftovers that are done", read(Leftovers.class, "done", (call, store) -> null));
    }
}
