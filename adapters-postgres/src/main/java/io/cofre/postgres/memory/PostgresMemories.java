package io.cofre.postgres.memory;

import static io.cofre.postgres.generated.cofre.Tables.CONTENT_KEYS;
import static io.cofre.postgres.generated.cofre.Tables.FIND_MEMORY;
import static io.cofre.postgres.generated.cofre.Tables.SEARCH_MEMORIES;

import io.cofre.ports.memory.Memories;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.TenantId;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.PostgresFailures;
import io.cofre.postgres.PostgresRole;
import io.cofre.postgres.Texts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jooq.DSLContext;

/** Searches by the one function that may read memories; what it does is written beside it (V013). */
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
    public Optional<Entry> find(TenantId tenant, SpanId id, Instant now) {
        return PostgresFailures.read(
                "reading a memory",
                () -> reader.selectFrom(FIND_MEMORY.call(tenant.value(), id.value(), now))
                        .fetchOptional(row -> new Entry(
                                new SpanId(row.get(FIND_MEMORY.MEMORY_ID)),
                                new TenantId(row.get(FIND_MEMORY.TENANT_ID)),
                                new OwnerId(row.get(FIND_MEMORY.OWNER_ID)),
                                Texts.constant(MemoryEntry.Layer.class, row.get(FIND_MEMORY.LAYER)),
                                row.get(FIND_MEMORY.WRAPPED_KEY),
                                Optional.ofNullable(row.get(FIND_MEMORY.EXPIRES_AT)))));
    }

    @Override
    public List<Entry> due(Instant now, int limit) {
        return PostgresFailures.read(
                "looking for expired memories",
                () -> system.selectFrom(CONTENT_KEYS)
                        .where(CONTENT_KEYS.EXPIRES_AT.le(now))
                        .orderBy(CONTENT_KEYS.EXPIRES_AT, CONTENT_KEYS.MEMORY_ID)
                        .limit(limit)
                        .fetch(row -> new Entry(
                                new SpanId(row.get(CONTENT_KEYS.MEMORY_ID)),
                                new TenantId(row.get(CONTENT_KEYS.TENANT_ID)),
                                new OwnerId(row.get(CONTENT_KEYS.OWNER_ID)),
                                Texts.constant(MemoryEntry.Layer.class, row.get(CONTENT_KEYS.LAYER)),
                                row.get(CONTENT_KEYS.WRAPPED_KEY),
                                Optional.ofNullable(row.get(CONTENT_KEYS.EXPIRES_AT)))));
    }
}
