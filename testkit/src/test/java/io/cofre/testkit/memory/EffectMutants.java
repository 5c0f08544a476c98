package io.cofre.testkit.memory;

import static io.cofre.testkit.memory.BrokenStores.afterRefusal;
import static io.cofre.testkit.memory.BrokenStores.changes;
import static io.cofre.testkit.memory.BrokenStores.journal;
import static io.cofre.testkit.memory.BrokenStores.projections;

import io.cofre.ports.journal.AppEffect;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Effect;
import io.cofre.ports.journal.KeyEffect;
import io.cofre.ports.journal.MemoryEffect;
import io.cofre.ports.journal.TenantEffect;
import io.cofre.ports.journal.TokenEffect;
import io.cofre.ports.journal.WalletEffect;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletItem;
import io.cofre.testkit.memory.BrokenStores.Mutant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Stores whose projections do not follow their spans. */
final class EffectMutants {
    private EffectMutants() {}

    static Map<String, Mutant> all() {
        Map<String, Mutant> all = new HashMap<>();
        journals(all);
        rows(all);
        return all;
    }

    private static Change with(Change change, List<Effect> effects) {
        return new Change(change.spans(), change.guards(), effects, change.once());
    }

    private static Mutant effects(UnaryOperator<List<Effect>> other) {
        return changes(change -> with(change, other.apply(change.effects())));
    }

    private static void journals(Map<String, Mutant> all) {
        all.put(
                "applies no effects",
                effects(effects ->
                        effects.stream().filter(KeyEffect.class::isInstance).toList()));
        all.put(
                "applies the effects of refused changes",
                afterRefusal((store, change, outcome) -> store.apply(change)));
        all.put(
                "applies the effects of poisoned changes",
                afterRefusal((store, change, outcome) -> store.apply(change)));
        all.put("names the first span as every cause", clock -> {
            InMemoryStore store = new InMemoryStore(clock);
            return new InMemoryBench(store, InMemoryPorts.of(store)) {
                @Override
                public Optional<SpanVersion> cause(Effect effect) {
                    return Optional.of(
                            store.registry().firstEntry().getValue().span().version());
                }
            };
        });
        all.put("applies effects backwards", effects(List::reversed));
        all.put(
                "ends keys where their change ends",
                changes(change -> with(
                        change,
                        change.effects().stream()
                                .map(effect -> effect instanceof KeyEffect.Ended ended
                                        ? new KeyEffect.Ended(
                                                ended.key(),
                                                ended.how(),
                                                change.spans().getLast().version())
                                        : effect)
                                .toList())));
        all.put("lets the first row of a list win", journal((list, good) -> {
            List<Change> others = new ArrayList<>();
            for (Change change : list) {
                others.add(others.isEmpty() ? change : with(change, List.of()));
            }
            return good.commit(others);
        }));
    }

    private static void rows(Map<String, Mutant> all) {
        all.put("introduces a known key anew", projections(new Projections() {
            @Override
            void apply(Effect effect, long position) {
                if (effect instanceof KeyEffect.Introduced introduced) {
                    keys.remove(introduced.key().keyId());
                }
                super.apply(effect, position);
            }
        }));
        all.put("revives revoked keys", projections(new Projections() {
            @Override
            void apply(Effect effect, long position) {
                if (effect instanceof KeyEffect.Ended ended) {
                    keys.computeIfPresent(ended.key(), (id, key) -> key.ended(ended.how(), position));
                } else {
                    super.apply(effect, position);
                }
            }
        }));
        all.put("leaves retired keys as they are", projections(new Projections() {
            @Override
            void apply(Effect effect, long position) {
                boolean retired = effect instanceof KeyEffect.Ended ended
                        && Optional.ofNullable(keys.get(ended.key()))
                                .filter(key -> key.status() == LedgerKey.Status.RETIRED)
                                .isPresent();
                if (!retired) {
                    super.apply(effect, position);
                }
            }
        }));
        all.put(
                "keeps tenants as they began",
                first(effect -> effect instanceof TenantEffect.Put put
                        ? Optional.of(put.tenant().id())
                        : Optional.empty()));
        all.put(
                "leaves approved apps pending",
                first(effect -> effect instanceof AppEffect.Put put
                        ? Optional.of(put.app().id())
                        : Optional.empty()));
        all.put("forgets uses when a token changes", projections(new Projections() {
            @Override
            void apply(Effect effect, long position) {
                if (effect instanceof TokenEffect.Put put) {
                    tokens.remove(put.token().hash());
                }
                super.apply(effect, position);
            }
        }));
        all.put("keeps items that a wallet has no more", projections(new Projections() {
            @Override
            void apply(Effect effect, long position) {
                super.apply(effect instanceof WalletEffect.Put put ? merged(put) : effect, position);
            }

            private Effect merged(WalletEffect.Put put) {
                Wallet now = put.wallet();
                Map<Kid, WalletItem> items = new LinkedHashMap<>(now.items());
                Wallet before = wallets.get(now.id());
                if (before != null) {
                    before.items().forEach(items::putIfAbsent);
                }
                return new WalletEffect.Put(
                        new Wallet(
                                now.id(),
                                now.owner(),
                                now.tenant(),
                                items,
                                now.status(),
                                now.createdAt(),
                                now.metered(),
                                now.seq()),
                        put.cause());
            }
        }));
        all.put("keeps what is forgotten", projections(new Projections() {
            @Override
            void apply(Effect effect, long position) {
                if (!(effect instanceof MemoryEffect.Dropped)) {
                    super.apply(effect, position);
                }
            }
        }));
        all.put("finds a memory's former words", projections(new Projections() {
            @Override
            void apply(Effect effect, long position) {
                super.apply(effect instanceof MemoryEffect.Put put ? merged(put) : effect, position);
            }

            private Effect merged(MemoryEffect.Put put) {
                MemoryEntry before = memories.get(put.memory().id());
                return before == null
                        ? put
                        : new MemoryEffect.Put(
                                MemoryMutants.saying(
                                        put.memory(),
                                        before.searchable().orElse("") + " "
                                                + put.memory().searchable().orElse("")),
                                put.cause());
            }
        }));
    }

    /** A row stays as it was put first. */
    private static Mutant first(java.util.function.Function<Effect, Optional<?>> row) {
        return projections(new Projections() {
            private final java.util.Set<Object> put = new java.util.HashSet<>();

            @Override
            void apply(Effect effect, long position) {
                if (row.apply(effect).filter(id -> !put.add(id)).isEmpty()) {
                    super.apply(effect, position);
                }
            }
        });
    }
}
