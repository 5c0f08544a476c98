package io.cofre.testkit.memory;

import static io.cofre.testkit.memory.BrokenStores.read;

import io.cofre.ports.memory.Memories;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.span.Viewer;
import io.cofre.testkit.memory.BrokenStores.Mutant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Memories that are found wrongly. */
final class MemoryMutants {
    private MemoryMutants() {}

    static Map<String, Mutant> all() {
        Map<String, Mutant> all = new HashMap<>();
        search(all);
        walls(all);
        life(all);
        return all;
    }

    static MemoryEntry saying(MemoryEntry memory, String text) {
        return new MemoryEntry(
                memory.id(),
                memory.tenant(),
                memory.owner(),
                memory.layer(),
                memory.type(),
                memory.sensitivity(),
                memory.session(),
                memory.tags(),
                memory.at(),
                memory.expiresAt(),
                Optional.of(text),
                memory.wrappedKey());
    }

    /** What a mutant may ask of the good search besides. */
    private record Search(Memories good, Memories.Query query, InMemoryStore store) {
        List<Memories.Hit> hits() {
            return good.search(query);
        }

        List<Memories.Hit> hits(Memories.Query other) {
            return good.search(other);
        }

        Memories.Query asking(String text) {
            return with(
                    query.tenant(), query.owner(), text, query.layer(), query.tags(), query.session(), query.limit());
        }

        Memories.Query with(
                TenantId tenant,
                OwnerId owner,
                String text,
                Optional<MemoryEntry.Layer> layer,
                List<String> tags,
                Optional<String> session,
                int limit) {
            return new Memories.Query(
                    tenant, owner, text, layer, tags, session, query.includeShared(), limit, query.now());
        }

        /** As everybody would find it. */
        List<Memories.Hit> everybodys(boolean ofAllTenants) {
            Map<SpanId, Memories.Hit> found = new LinkedHashMap<>();
            for (MemoryEntry memory : List.copyOf(store.projections().memories.values())) {
                if (ofAllTenants || memory.tenant().equals(query.tenant())) {
                    hits(with(
                                    memory.tenant(),
                                    memory.owner(),
                                    query.text(),
                                    query.layer(),
                                    query.tags(),
                                    query.session(),
                                    query.limit()))
                            .forEach(hit -> found.putIfAbsent(hit.id(), hit));
                }
            }
            return List.copyOf(found.values());
        }
    }

    private static Mutant searching(java.util.function.Function<Search, List<Memories.Hit>> other) {
        return read(
                Memories.class,
                "search",
                (call, store) -> other.apply(
                        new Search(new InMemoryMemories(store), call.argument(0, Memories.Query.class), store)));
    }

    private static Mutant asking(UnaryOperator<Memories.Query> other) {
        return searching(search -> search.hits(other.apply(search.query())));
    }

    private static Memories.Hit hit(MemoryEntry memory, String text) {
        return new Memories.Hit(memory.id(), memory.owner(), text, memory.tags(), memory.layer(), 1, memory.at());
    }

    private static void search(Map<String, Mutant> all) {
        all.put(
                "finds whole words as typed alone",
                searching(search -> search.hits().stream()
                        .filter(hit -> hit.text().contains(search.query().text()))
                        .toList()));
        all.put("stems by all languages", searching(search -> {
            List<Memories.Hit> found = search.hits();
            String text = search.query().text();
            return found.isEmpty() && text.equals("walk") ? search.hits(search.asking("walking")) : found;
        }));
        all.put(
                "finds everything",
                searching(search -> search.store().projections().memories.values().stream()
                        .map(memory -> hit(memory, memory.searchable().orElse("")))
                        .toList()));
        all.put(
                "answers with another memory's words",
                searching(search -> search.hits().stream()
                        .map(hit -> new Memories.Hit(
                                hit.id(),
                                hit.owner(),
                                hit.text().strip().replaceAll("\\s+", " "),
                                hit.tags(),
                                hit.layer(),
                                hit.score(),
                                hit.at()))
                        .toList()));
        all.put("ranks corrections before exact words", searching(search -> {
            List<Memories.Hit> hits = new ArrayList<>(search.hits(search.asking("expresso")));
            hits.addAll(search.hits());
            return hits;
        }));
        all.put(
                "ranks by age alone",
                searching(search -> search.hits().stream()
                        .sorted(Comparator.comparing(Memories.Hit::at).reversed())
                        .toList()));
        all.put(
                "answers more than asked for",
                asking(query -> changed(query, query.layer(), query.tags(), query.session(), 100)));
        all.put(
                "passes the layer over",
                asking(query -> changed(query, Optional.empty(), query.tags(), query.session(), query.limit())));
        all.put("takes any of the tags", searching(search -> {
            Map<SpanId, Memories.Hit> found = new LinkedHashMap<>();
            for (String tag : search.query().tags()) {
                search.hits(changed(
                                search.query(),
                                search.query().layer(),
                                List.of(tag),
                                search.query().session(),
                                100))
                        .forEach(hit -> found.put(hit.id(), hit));
            }
            return List.copyOf(found.values());
        }));
        all.put(
                "passes the session over",
                asking(query -> changed(query, query.layer(), query.tags(), Optional.empty(), query.limit())));
        all.put(
                "understands syntax in queries",
                searching(search -> search.query().text().matches("espr.*[*]")
                        ? search.hits(search.asking("espresso"))
                        : search.hits()));
    }

    private static Memories.Query changed(
            Memories.Query query,
            Optional<MemoryEntry.Layer> layer,
            List<String> tags,
            Optional<String> session,
            int limit) {
        return new Memories.Query(
                query.tenant(),
                query.owner(),
                query.text(),
                layer,
                tags,
                session,
                query.includeShared(),
                limit,
                query.now());
    }

    private static void walls(Map<String, Mutant> all) {
        all.put("searches the neighbours' memories", searching(search -> search.everybodys(false)));
        all.put(
                "shares every layer",
                searching(search -> search.query().includeShared() ? search.everybodys(false) : search.hits()));
        all.put(
                "hides one's own shared memories",
                searching(search -> search.hits().stream()
                        .filter(hit -> search.query().includeShared() || hit.layer() != MemoryEntry.Layer.SHARED)
                        .toList()));
        all.put("searches all tenants", searching(search -> search.everybodys(true)));
        all.put(
                "lets a session open other owners' memories",
                searching(search -> search.query().session().isPresent() ? search.everybodys(false) : search.hits()));
        all.put("corrects by other owners' words", searching(search -> {
            List<Memories.Hit> own = search.hits();
            return own.isEmpty() && !search.everybodys(false).isEmpty() ? search.hits(search.asking("espresso")) : own;
        }));
        all.put(
                "finds memories of other tenants by id",
                finding((call, memory) -> call.with(
                                0,
                                new Viewer(
                                        memory.tenant(),
                                        memory.owner(),
                                        call.argument(0, Viewer.class).reach()))
                        .answer()));
        all.put(
                "finds the neighbours' memories by id",
                finding((call, memory) -> call.with(
                                0,
                                new Viewer(
                                        call.argument(0, Viewer.class).tenant(),
                                        memory.owner(),
                                        Viewer.Reach.WHOLE_TENANT))
                        .answer()));
        all.put(
                "hands out the neighbours' content keys",
                encrypted((call, memory) -> call.with(1, memory.owner()).answer()));
        all.put(
                "hands out shared content keys unasked",
                encrypted((call, memory) -> call.with(3, true).answer()));
        all.put(
                "hands out content keys of other tenants",
                encrypted((call, memory) -> call.with(0, memory.tenant()).answer()));
    }

    private static Mutant finding(BiFunction<Broken.Call, MemoryEntry, Optional<Memories.Entry>> other) {
        return read(Memories.class, "find", (call, store) -> {
            MemoryEntry memory = store.projections().memories.get(call.argument(1, SpanId.class));
            return memory == null ? Optional.empty() : other.apply(call, memory);
        });
    }

    private static Mutant encrypted(BiFunction<Broken.Call, MemoryEntry, Optional<Memories.Encrypted>> other) {
        return read(Memories.class, "encrypted", (call, store) -> {
            MemoryEntry memory = store.projections().memories.get(call.argument(2, SpanId.class));
            return memory == null ? Optional.empty() : other.apply(call, memory);
        });
    }

    private static void life(Map<String, Mutant> all) {
        all.put(
                "loses the content key",
                encrypted((call, memory) -> call.<Optional<Memories.Encrypted>>answer()
                        .map(found -> new Memories.Encrypted(found.entry(), found.span(), "", found.at()))));
        all.put(
                "hands out the keys of expired memories",
                encrypted((call, memory) -> call.with(4, Instant.EPOCH).answer()));
        all.put(
                "indexes secret memories",
                searching(search -> search.store().projections().memories.values().stream()
                        .filter(memory -> memory.tags().contains(search.query().text()))
                        .map(memory -> hit(memory, ""))
                        .toList()));
        all.put(
                "finds expired memories",
                asking(query -> new Memories.Query(
                        query.tenant(),
                        query.owner(),
                        query.text(),
                        query.layer(),
                        query.tags(),
                        query.session(),
                        query.includeShared(),
                        query.limit(),
                        Instant.EPOCH)));
        all.put(
                "finds every memory due",
                read(
                        Memories.class,
                        "due",
                        (call, store) -> call.with(0, Instant.MAX).answer()));
    }
}
