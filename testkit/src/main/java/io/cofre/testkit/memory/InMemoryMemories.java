package io.cofre.testkit.memory;

import io.cofre.ports.memory.Memories;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.span.Viewer;
import io.cofre.ports.tenant.Language;
import io.cofre.ports.tenant.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The memories of a store in memory. A word that stands in one of the memories that may be found is looked for as it
 * is; for another one, the three nearest words take its place. A hit has at least one of these words.
 */
public final class InMemoryMemories implements Memories {
    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparing((Candidate hit) -> !hit.complete())
            .thenComparing(hit -> !hit.exact())
            .thenComparing(hit -> hit.memory().layer() != MemoryEntry.Layer.SESSION)
            .thenComparing(hit -> !hit.own())
            .thenComparingLong(hit -> -hit.matched())
            .thenComparing(hit -> hit.memory().at(), Comparator.reverseOrder())
            .thenComparing(hit -> hit.memory().id());

    private final InMemoryStore store;

    public InMemoryMemories(InMemoryStore store) {
        this.store = store;
    }

    /** {@code complete}: has each word as it was typed; {@code exact}: has one of them so. */
    private record Candidate(MemoryEntry memory, boolean complete, boolean exact, long matched, boolean own) {}

    @Override
    public List<Hit> search(Query query) {
        Bounds.limit(query.limit(), 100);
        List<Candidate> ranked = store.locked(() -> {
            Set<Language> languages = languages(query.tenant());
            Set<String> asked = Words.asked(query.text(), languages);
            Map<MemoryEntry, Set<String>> searched = new HashMap<>();
            rows().filter(memory -> allowed(memory, query))
                    .forEach(memory -> memory.searchable()
                            .ifPresent(text -> searched.put(memory, Words.of(text, memory.tags(), languages))));
            Map<String, Set<String>> meant = meant(asked, searched.values());
            return searched.entrySet().stream()
                    .map(entry -> candidate(entry.getKey(), entry.getValue(), meant, query))
                    .filter(candidate -> candidate.matched() > 0)
                    .sorted(BEST_FIRST)
                    .limit(query.limit())
                    .toList();
        });
        List<Hit> hits = new ArrayList<>(ranked.size());
        for (Candidate candidate : ranked) {
            MemoryEntry memory = candidate.memory();
            hits.add(new Hit(
                    memory.id(),
                    memory.owner(),
                    memory.searchable().orElse(""),
                    memory.tags(),
                    memory.layer(),
                    1.0 / (1 + hits.size()),
                    memory.at()));
        }
        return hits;
    }

    private Set<Language> languages(TenantId tenant) {
        return Optional.ofNullable(store.projections().tenants.get(tenant))
                .map(Tenant::languages)
                .orElse(Language.ALL);
    }

    /** What each word asked for may mean among the words that may be searched. */
    private static Map<String, Set<String>> meant(Set<String> asked, Collection<Set<String>> searched) {
        Set<String> known = searched.stream().flatMap(Set::stream).collect(Collectors.toSet());
        Map<String, Set<String>> meant = new HashMap<>();
        for (String word : asked) {
            meant.put(word, known.contains(word) ? Set.of(word) : Words.nearest(word, known));
        }
        return meant;
    }

    private static Candidate candidate(
            MemoryEntry memory, Set<String> words, Map<String, Set<String>> meant, Query query) {
        return new Candidate(
                memory,
                words.containsAll(meant.keySet()),
                meant.keySet().stream().anyMatch(words::contains),
                meant.values().stream()
                        .filter(any -> any.stream().anyMatch(words::contains))
                        .count(),
                memory.owner().equals(query.owner()));
    }

    private static boolean allowed(MemoryEntry memory, Query query) {
        boolean own = memory.owner().equals(query.owner());
        boolean shared = query.includeShared() && memory.layer() == MemoryEntry.Layer.SHARED;
        return memory.tenant().equals(query.tenant())
                && (own || shared)
                && alive(memory, query.now())
                && query.layer().filter(layer -> layer != memory.layer()).isEmpty()
                && memory.tags().containsAll(query.tags())
                && (query.session().isEmpty() || query.session().equals(memory.session()));
    }

    private static boolean alive(MemoryEntry memory, Instant now) {
        return memory.expiresAt().filter(end -> !end.isAfter(now)).isEmpty();
    }

    @Override
    public Optional<Entry> find(Viewer viewer, SpanId id, Instant now) {
        return store.locked(() -> living(viewer.tenant(), id, now)
                .filter(memory -> viewer.reach() == Viewer.Reach.WHOLE_TENANT
                        || memory.owner().equals(viewer.owner()))
                .map(InMemoryMemories::entry));
    }

    @Override
    public Optional<Encrypted> encrypted(
            TenantId tenant, OwnerId owner, SpanId id, boolean includeShared, Instant now) {
        return store.locked(() -> living(tenant, id, now)
                .filter(memory ->
                        memory.owner().equals(owner) || (includeShared && memory.layer() == MemoryEntry.Layer.SHARED))
                .map(memory -> new Encrypted(
                        entry(memory),
                        store.projections().causeOf(id).orElseThrow(),
                        memory.wrappedKey(),
                        memory.at())));
    }

    private Optional<MemoryEntry> living(TenantId tenant, SpanId id, Instant now) {
        return Optional.ofNullable(store.projections().memories.get(id))
                .filter(memory -> memory.tenant().equals(tenant) && alive(memory, now));
    }

    @Override
    public List<Entry> due(Instant now, int limit) {
        Bounds.limit(limit, 10_000);
        return store.locked(() -> rows().filter(memory -> !alive(memory, now))
                .sorted(Comparator.comparing(
                                (MemoryEntry memory) -> memory.expiresAt().orElse(Instant.MAX))
                        .thenComparing(MemoryEntry::id))
                .limit(limit)
                .map(InMemoryMemories::entry)
                .toList());
    }

    private static Entry entry(MemoryEntry memory) {
        return new Entry(memory.id(), memory.tenant(), memory.owner(), memory.layer(), memory.expiresAt());
    }

    private Stream<MemoryEntry> rows() {
        return store.projections().memories.values().stream();
    }
}
