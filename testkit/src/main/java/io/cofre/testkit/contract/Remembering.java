package io.cofre.testkit.contract;

import io.cofre.ports.journal.MemoryEffect;
import io.cofre.ports.memory.Memories;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.span.Viewer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Memories on a stage: how they are made and looked for. */
final class Remembering {
    private final Stage stage;
    private final TenantId tenant;
    private final OwnerId owner;

    private Remembering(Stage stage, TenantId tenant, OwnerId owner) {
        this.stage = stage;
        this.tenant = tenant;
        this.owner = owner;
    }

    static Remembering on(Stage stage) {
        return new Remembering(stage, stage.key.tenant(), stage.key.owner());
    }

    /** Somebody else of the same tenant. */
    Remembering neighbour() {
        return new Remembering(stage, tenant, stage.facts.owner());
    }

    /** Somebody of the same name in another tenant. */
    Remembering stranger() {
        return new Remembering(stage, stage.facts.tenantId(), owner);
    }

    SpanId add(String text, String... tags) {
        return put(entry(text, tags));
    }

    SpanId add(MemoryEntry.Layer layer, String text, String... tags) {
        return put(in(entry(text, tags), layer, Optional.empty()));
    }

    SpanId addToSession(String session, String text) {
        return put(in(entry(text), MemoryEntry.Layer.SESSION, Optional.of(session)));
    }

    MemoryEntry entry(String text, String... tags) {
        return stage.facts.memory(stage.facts.spanId(), tenant, owner, text, List.of(tags));
    }

    private static MemoryEntry in(MemoryEntry memory, MemoryEntry.Layer layer, Optional<String> session) {
        return new MemoryEntry(
                memory.id(),
                memory.tenant(),
                memory.owner(),
                layer,
                memory.type(),
                memory.sensitivity(),
                session,
                memory.tags(),
                memory.at(),
                memory.expiresAt(),
                memory.searchable(),
                memory.wrappedKey());
    }

    static MemoryEntry expiring(MemoryEntry memory, Instant end) {
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
                Optional.of(end),
                memory.searchable(),
                memory.wrappedKey());
    }

    static MemoryEntry secret(MemoryEntry memory) {
        return new MemoryEntry(
                memory.id(),
                memory.tenant(),
                memory.owner(),
                memory.layer(),
                memory.type(),
                MemoryEntry.Sensitivity.SECRET,
                memory.session(),
                memory.tags(),
                memory.at(),
                memory.expiresAt(),
                Optional.empty(),
                memory.wrappedKey());
    }

    /** Writes it, and lets a millisecond pass so that the next one is newer. */
    SpanId put(MemoryEntry memory) {
        written(memory);
        return memory.id();
    }

    /** The same; the span that it was written with. */
    SpanVersion written(MemoryEntry memory) {
        SpanVersion span = stage.write(stage.causing(cause -> List.of(new MemoryEffect.Put(memory, cause))))
                .getFirst()
                .version();
        stage.clock.advance(Duration.ofMillis(1));
        return span;
    }

    /** To be forgotten by this owner. */
    Optional<Memories.Entry> find(SpanId memory) {
        return find(memory, Viewer.Reach.OWN);
    }

    Optional<Memories.Entry> find(SpanId memory, Viewer.Reach reach) {
        return stage.bench.memories().find(new Viewer(tenant, owner, reach), memory, stage.facts.now());
    }

    /** To be read by this owner. */
    Optional<Memories.Encrypted> encrypted(SpanId memory) {
        return stage.bench.memories().encrypted(tenant, owner, memory, false, stage.facts.now());
    }

    /** To be read by this owner, with what the tenant shares. */
    Optional<Memories.Encrypted> encryptedOrShared(SpanId memory) {
        return stage.bench.memories().encrypted(tenant, owner, memory, true, stage.facts.now());
    }

    void drop(SpanId memory) {
        stage.write(stage.causing(cause -> List.of(new MemoryEffect.Dropped(memory, cause))));
    }

    Memories.Query query(String text) {
        return new Memories.Query(
                tenant, owner, text, Optional.empty(), List.of(), Optional.empty(), false, 100, stage.facts.now());
    }

    List<Memories.Hit> search(Memories.Query query) {
        return stage.bench.memories().search(query);
    }

    /** The ids found, best first. */
    List<SpanId> found(Memories.Query query) {
        return search(query).stream().map(Memories.Hit::id).toList();
    }

    List<SpanId> found(String text) {
        return found(query(text));
    }

    static Memories.Query shared(Memories.Query query) {
        return new Memories.Query(
                query.tenant(),
                query.owner(),
                query.text(),
                query.layer(),
                query.tags(),
                query.session(),
                true,
                query.limit(),
                query.now());
    }
}
