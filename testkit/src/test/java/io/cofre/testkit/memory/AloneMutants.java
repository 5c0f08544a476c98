package io.cofre.testkit.memory;

import io.cofre.ports.node.Invalidation;
import io.cofre.ports.node.Memo;
import io.cofre.ports.node.RateLimits;
import io.cofre.ports.node.TrustAnchors;
import io.cofre.ports.nonce.Nonces;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.token.WalletSession;
import io.cofre.ports.token.WalletSessions;
import io.cofre.ports.wallet.WalletId;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is wrong with a port that has no store behind it: makes a broken one out of a good one. */
final class AloneMutants {
    static final Facts FACTS = new Facts(3, SettableClock.atStart());

    private static final WalletId ANY_WALLET = FACTS.walletId();
    private static final TenantId ANY_TENANT = FACTS.tenantId();

    private AloneMutants() {}

    static Map<String, UnaryOperator<Object>> all() {
        Map<String, UnaryOperator<Object>> all = new HashMap<>();
        sessions(all);
        nonces(all);
        invalidation(all);
        rates(all);
        ProviderMutants.all(all);
        memos(all);
        anchors(all);
        VaultMutants.rows(all);
        VaultMutants.vault(all);
        return all;
    }

    static <P> UnaryOperator<Object> breaking(
            Class<P> port, String method, Function<Broken.Call, @Nullable Object> body) {
        return good -> port.cast(Broken.port(port, port.cast(good), method, body));
    }

    /** Long enough for another thread to come between. */
    static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(3).toNanos());
    }

    private static void sessions(Map<String, UnaryOperator<Object>> all) {
        all.put(
                "makes sessions up",
                breaking(
                        WalletSessions.class,
                        "find",
                        call -> call.<Optional<WalletSession>>answer()
                                .or(() -> Optional.of(
                                        FACTS.walletSession(FACTS.tokenHash(), FACTS.walletId(), FACTS.tenantId())))));
        all.put(
                "widens sessions",
                breaking(
                        WalletSessions.class,
                        "find",
                        call -> call.<Optional<WalletSession>>answer()
                                .map(session -> new WalletSession(
                                        session.hash(),
                                        session.parent(),
                                        session.wallet(),
                                        session.tenant(),
                                        Facts.scopes("span.sign", "memory.*"),
                                        session.exp()))));
        all.put(
                "sweeps living sessions",
                breaking(
                        WalletSessions.class,
                        "sweep",
                        call -> call.with(0, call.argument(0, Instant.class).plusMillis(1))
                                .answer()));
        all.put(
                "opens a session twice",
                breaking(
                        WalletSessions.class,
                        "openOnce",
                        call -> call.with(1, request(call.argument(1, WalletSessions.Request.class), FACTS.hex(10)))
                                .answer()));
        all.put(
                "recognizes requests for sessions by the header alone",
                breaking(
                        WalletSessions.class,
                        "openOnce",
                        call -> call.with(0, ofAnybody(call.argument(0, WalletSession.class)))
                                .answer()));
        all.put(
                "keeps requests for sessions forever",
                breaking(
                        WalletSessions.class,
                        "openOnce",
                        call -> call.with(2, Instant.EPOCH).answer()));
        all.put(
                "sweeps requests with their sessions",
                breaking(
                        WalletSessions.class,
                        "sweep",
                        call -> call.with(0, call.argument(0, Instant.class).plus(Duration.ofHours(24)))
                                .answer()));
        AtomicInteger asked = new AtomicInteger();
        all.put(
                "opens sessions twice under load",
                breaking(
                        WalletSessions.class,
                        "openOnce",
                        call -> call.with(
                                        1,
                                        request(
                                                call.argument(1, WalletSessions.Request.class),
                                                "key" + asked.incrementAndGet() % 2))
                                .answer()));
        AtomicInteger opened = new AtomicInteger();
        all.put(
                "loses sessions under load",
                breaking(
                        WalletSessions.class,
                        "open",
                        call -> opened.incrementAndGet() % 7 == 0 ? null : call.answer()));
    }

    private static WalletSessions.Request request(WalletSessions.Request given, String value) {
        return new WalletSessions.Request(value, given.bodyHash(), given.until());
    }

    private static WalletSession ofAnybody(WalletSession given) {
        return new WalletSession(given.hash(), given.parent(), ANY_WALLET, ANY_TENANT, given.scopes(), given.exp());
    }

    private static void nonces(Map<String, UnaryOperator<Object>> all) {
        all.put("takes a nonce twice", breaking(Nonces.class, "take", call -> Nonces.Taking.TAKEN));
        KeyId any = FACTS.key().keyId();
        all.put(
                "mixes the keys' nonces up",
                breaking(Nonces.class, "take", call -> call.with(0, any).answer()));
        all.put(
                "folds the case of nonces",
                breaking(
                        Nonces.class,
                        "take",
                        call -> call.with(1, call.argument(1, String.class).toLowerCase(Locale.ROOT))
                                .answer()));
        Set<String> taken = ConcurrentHashMap.newKeySet();
        all.put("looks before it takes", breaking(Nonces.class, "take", call -> {
            String nonce = call.argument(1, String.class);
            boolean used = taken.contains(nonce);
            pause();
            taken.add(nonce);
            return used ? Nonces.Taking.USED_BEFORE : Nonces.Taking.TAKEN;
        }));
        all.put(
                "sweeps too soon",
                breaking(
                        Nonces.class,
                        "sweep",
                        call -> call.with(0, call.argument(0, Instant.class).plusMillis(1))
                                .answer()));
    }

    private static void invalidation(Map<String, UnaryOperator<Object>> all) {
        all.put("tells nobody", breaking(Invalidation.class, "publish", call -> null));
        all.put("tells its own node alone", breaking(Invalidation.class, "publish", call -> null));
        AtomicReference<Object> newest = new AtomicReference<>(new Object());
        all.put("tells one listener alone", breaking(Invalidation.class, "listen", call -> {
            Consumer<Invalidation.Notice> listener = call.given(0);
            newest.set(listener);
            return call.with(0, (Consumer<Invalidation.Notice>) notice -> {
                        if (newest.get().equals(listener)) {
                            listener.accept(notice);
                        }
                    })
                    .answer();
        }));
        all.put("tells who has left", breaking(Invalidation.class, "listen", call -> {
            call.<Invalidation.Registration>answer();
            return (Invalidation.Registration) () -> {};
        }));
        List<Consumer<Invalidation.Notice>> listening = new ArrayList<>();
        all.put("lets one listener silence the others", good -> new Invalidation() {
            @Override
            public void publish(Notice notice) {
                listening.forEach(listener -> listener.accept(notice));
            }

            @Override
            public Registration listen(Consumer<Notice> listener) {
                listening.add(listener);
                return () -> {};
            }
        });
        all.put("tells many at a time", breaking(Invalidation.class, "listen", call -> {
            Consumer<Invalidation.Notice> listener = call.given(0);
            return call.with(0, (Consumer<Invalidation.Notice>)
                            notice -> Thread.ofVirtual().start(() -> listener.accept(notice)))
                    .answer();
        }));
    }

    private static void rates(Map<String, UnaryOperator<Object>> all) {
        all.put(
                "grants one call too many",
                breaking(
                        RateLimits.class,
                        "take",
                        call -> call.with(1, call.<Integer>given(1) + 1).answer()));
        all.put(
                "limits all keys together",
                breaking(RateLimits.class, "take", call -> call.with(0, "any").answer()));
        Map<String, Integer> left = new HashMap<>();
        all.put("fills by whole minutes", breaking(RateLimits.class, "take", call -> {
            int now = left.merge(call.argument(0, String.class), -1, Integer::sum) + call.<Integer>given(1);
            return now >= 0 ? new RateLimits.Taking.Granted(now) : new RateLimits.Taking.Wait(Duration.ofSeconds(1));
        }));
        Map<String, Integer> saved = new HashMap<>();
        all.put("saves up without end", breaking(RateLimits.class, "take", call -> {
            int times = saved.merge(call.argument(0, String.class), 1, Integer::sum);
            return times == 1 ? call.answer() : new RateLimits.Taking.Granted(1_000);
        }));
        Map<String, Integer> counted = new ConcurrentHashMap<>();
        all.put("counts calls carelessly", breaking(RateLimits.class, "take", call -> {
            String key = call.argument(0, String.class);
            int used = counted.getOrDefault(key, 0);
            pause();
            counted.put(key, used + 1);
            int limit = call.<Integer>given(1);
            return used < limit
                    ? new RateLimits.Taking.Granted(limit - used - 1L)
                    : new RateLimits.Taking.Wait(Duration.ofSeconds(1));
        }));
    }

    private static void memos(Map<String, UnaryOperator<Object>> all) {
        all.put(
                "makes values up",
                breaking(
                        Memo.class,
                        "find",
                        call -> call.<Optional<String>>answer().or(() -> Optional.of("made up"))));
        all.put("remembers nothing", breaking(Memo.class, "keep", call -> null));
        Set<Object> kept = new HashSet<>();
        all.put(
                "keeps the first value",
                breaking(Memo.class, "keep", call -> kept.add(call.given(0)) ? call.answer() : null));
        all.put("drops nothing", breaking(Memo.class, "drop", call -> null));
        all.put(
                "mixes up keys under load",
                breaking(
                        Memo.class,
                        "find",
                        call -> call.with(0, call.argument(0, String.class).replaceAll("[13579]$", "0"))
                                .answer()));
    }

    private static void anchors(Map<String, UnaryOperator<Object>> all) {
        all.put("trusts somebody at once", breaking(TrustAnchors.class, "roots", call -> {
            Map<KeyId, PublicKey> roots = call.answer();
            return roots.isEmpty() ? Map.of(FACTS.key().keyId(), FACTS.key().publicKey()) : roots;
        }));
        all.put("trusts the newest root alone", breaking(TrustAnchors.class, "add", call -> {
            TrustAnchors anchors = (TrustAnchors) call.good();
            anchors.roots().keySet().forEach(anchors::remove);
            return call.answer();
        }));
        all.put("trusts provisional roots later", breaking(TrustAnchors.class, "roots", call -> {
            Map<KeyId, PublicKey> roots = new HashMap<>(call.<Map<KeyId, PublicKey>>answer());
            roots.keySet().removeAll(((TrustAnchors) call.good()).provisional());
            return roots;
        }));
        all.put("leaves roots provisional", breaking(TrustAnchors.class, "add", call -> {
            KeyId id = call.argument(0, KeyId.class);
            return ((TrustAnchors) call.good()).provisional().contains(id) ? null : call.answer();
        }));
        all.put("doubts roots that are trusted", breaking(TrustAnchors.class, "addProvisional", call -> {
            ((TrustAnchors) call.good()).remove(call.argument(0, KeyId.class));
            return call.answer();
        }));
        all.put("trusts removed roots", breaking(TrustAnchors.class, "remove", call -> null));
        AtomicInteger added = new AtomicInteger();
        all.put(
                "loses roots under load",
                breaking(TrustAnchors.class, "add", call -> added.incrementAndGet() % 7 == 0 ? null : call.answer()));
    }
}
