package io.cofre.postgres.memory;

import static io.cofre.postgres.generated.cofre.Tables.CONTENT_KEYS;
import static io.cofre.postgres.generated.cofre.Tables.ENCRYPTED_MEMORY;
import static io.cofre.postgres.generated.cofre.Tables.FIND_MEMORY;
import static io.cofre.postgres.generated.cofre.Tables.SEARCH_MEMORIES;

import io.cofre.ports.memory.Memories;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.span.Viewer;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.PostgresFailures;
import io.cofre.postgres.PostgresRole;
import io.cofre.postgres.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Searches by the functions that may read memories; what they do is written beside them (V013, V015). */
public final class PostgresMemories implements Memories {
    private final DSLContext reader;
    private final DSLContext system;

    public PostgresMemories(PostgresConnections connections) {
        this.reader = connections.sql(PostgresRole.READER);
        this.system = connections.sql(PostgresRole.SYSTEM);
    }

    @Override
    public List<Hit> search(Query query) {
        FoldedWords words = FoldedWords.of(List.of(query.text()));
        if (words.isEmpty()) {
            return List.of();
        }
        return PostgresFailures.read(
                "searching memories",
                () -> reader.selectFrom(SEARCH_MEMORIES.call(
                                query.tenant().value(),
                                query.owner().value(),
                                words.folded(),
                                words.typed(),
                                query.layer().map(MemoryEntry.Layer::wire).orElse(null),
                                query.tags().toArray(String[]::new),
                                query.session().orElse(null),
                                query.includeShared(),
                                query.limit(),
                                query.now()))
                        .fetch(row -> new Hit(
                                new SpanId(row.get(SEARCH_MEMORIES.MEMORY_ID)),
                                new OwnerId(row.get(SEARCH_MEMORIES.OWNER_ID)),
                                row.get(SEARCH_MEMORIES.CONTENT),
                                Texts.list(row.get(SEARCH_MEMORIES.TAGS), UnaryOperator.identity()),
                                Texts.constant(MemoryEntry.Layer.class, row.get(SEARCH_MEMORIES.LAYER)),
                                row.get(SEARCH_MEMORIES.SCORE),
                                row.get(SEARCH_MEMORIES.AT))));
    }

    @Override
    public Optional<Entry> find(Viewer viewer, SpanId id, Instant now) {
        return PostgresFailures.read(
                "looking for a memory",
                () -> reader.selectFrom(FIND_MEMORY.call(
                                viewer.tenant().value(),
                                viewer.owner().value(),
                                viewer.reach() == Viewer.Reach.WHOLE_TENANT,
                                id.value(),
                                now))
                        .fetchOptional(row -> entry(
                                row.get(FIND_MEMORY.MEMORY_ID),
                                row.get(FIND_MEMORY.TENANT_ID),
                                row.get(FIND_MEMORY.OWNER_ID),
                                row.get(FIND_MEMORY.LAYER),
                                row.get(FIND_MEMORY.EXPIRES_AT))));
    }

    @Override
    public Optional<Encrypted> encrypted(
            TenantId tenant, OwnerId owner, SpanId id, boolean includeShared, Instant now) {
        return PostgresFailures.read(
                "reading a memory's key",
                () -> reader.selectFrom(
                                ENCRYPTED_MEMORY.call(tenant.value(), owner.value(), includeShared, id.value(), now))
                        .fetchOptional(row -> new Encrypted(
                                entry(
                                        row.get(ENCRYPTED_MEMORY.MEMORY_ID),
                                        row.get(ENCRYPTED_MEMORY.TENANT_ID),
                                        row.get(ENCRYPTED_MEMORY.OWNER_ID),
                                        row.get(ENCRYPTED_MEMORY.LAYER),
                                        row.get(ENCRYPTED_MEMORY.EXPIRES_AT)),
                                new SpanVersion(
                                        new SpanId(row.get(ENCRYPTED_MEMORY.CAUSE_ID)),
                                        row.get(ENCRYPTED_MEMORY.CAUSE_SEQ)),
                                row.get(ENCRYPTED_MEMORY.WRAPPED_KEY),
                                row.get(ENCRYPTED_MEMORY.AT))));
    }

    @Override
    public List<Entry> due(Instant now, int limit) {
        return PostgresFailures.read(
                "looking for expired memories",
                () -> system.select(
                                CONTENT_KEYS.MEMORY_ID,
                                CONTENT_KEYS.TENANT_ID,
                                CONTENT_KEYS.OWNER_ID,
                                CONTENT_KEYS.LAYER,
                                CONTENT_KEYS.EXPIRES_AT)
                        .from(CONTENT_KEYS)
                        .where(CONTENT_KEYS.EXPIRES_AT.le(now))
                        .orderBy(CONTENT_KEYS.EXPIRES_AT, CONTENT_KEYS.MEMORY_ID)
                        .limit(limit)
                        .fetch(row -> entry(row.value1(), row.value2(), row.value3(), row.value4(), row.value5())));
    }

    private static Entry entry(UUID id, String tenant, String owner, String layer, @Nullable Instant expiresAt) {
        return new Entry(
                new SpanId(id),
                new TenantId(tenant),
                new OwnerId(owner),
                Texts.constant(MemoryEntry.Layer.class, layer),
                Optional.ofNullable(expiresAt));
    }
}
