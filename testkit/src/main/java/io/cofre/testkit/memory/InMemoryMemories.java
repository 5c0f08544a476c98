package io.cofre.testkit.memory;

import io.cofre.ports.memory.Memories;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.TenantId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The memories of a store in memory. A hit has each word of the query, or a near one in its place; one word by a
 * correction puts it behind all that have every word as it is.
 */
public final class InMemoryMemories implements Memories {
    private static final Comparator<Candidate> BEST_FIRST = Comparator.comparing((Candidate hit) -> !hit.exact())
            .thenComparing(hit -> hit.memory().layer() != MemoryEntry.Layer.SESSION)
            .thenComparing(hit -> !hit.own())
            .thenComparing(hit -> hit.memory().at(), Comparator.reverseOrder())
            .thenComparing(hit -> hit.memory().id());

    private final InMemoryStore store;

    public InMemoryMemories(InMemoryStore store) {
        this.store = store;
    }

    private record Candidate(MemoryEntry memory, boolean exact, boolean own) {}

    @Override
    public List<Hit> search(Query query) {
        Bounds.limit(query.limit(), 100);
        Set<String> words = Words.of(query.text());
        if (words.isEmpty()) {
            return List.of();
        }
        List<Candidate> ranked = store.locked(() -> rows().filter(memory -> allowed(memory, query))
                .flatMap(memory -> match(memory, words, query).stream())
                .sorted(BEST_FIRST)
                .limit(query.limit())
                .toList());
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

    private static Optional<Candidate> match(MemoryEntry memory, Set<String> asked, Query query) {
        if (memory.searchable().isEmpty()) {
            return Optional.empty();
        }
        Set<String> words = Words.of(memory.searchable().get(), memory.tags());
        boolean exact = words.containsAll(asked);
        boolean near =
                exact || asked.stream().allMatch(word -> words.stream().anyMatch(found -> Words.near(word, found)));
        return near
                ? Optional.of(new Candidate(memory, exact, memory.owner().equals(query.owner())))
                : Optional.empty();
    }

    private static boolean alive(MemoryEntry memory, Instant now) {
        return memory.expiresAt().filter(end -> !end.isAfter(now)).isEmpty();
    }

    @Override
    public Optional<Entry> find(TenantId tenant, SpanId id, Instant now) {
        return store.locked(() -> rows().filter(memory -> memory.id().equals(id))
                .filter(memory -> memory.tenant().equals(tenant))
                .filter(memory -> alive(memory, now))
                .findFirst()
                .map(InMemoryMemories::entry));
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
        return new Entry(
                memory.id(), memory.tenant(), memory.owner(), memory.layer(), memory.wrappedKey(), memory.expiresAt());
    }

    private Stream<MemoryEntry> rows() {
        return store.projections().memories.values().stream();
    }
}
