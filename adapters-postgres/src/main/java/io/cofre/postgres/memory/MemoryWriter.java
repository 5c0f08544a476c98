package io.cofre.postgres.memory;

import io.cofre.ports.journal.MemoryEffect;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.span.SpanId;
import io.cofre.postgres.journal.Applied;
import io.cofre.postgres.journal.EffectWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The tables of memories are written only through their owner's procedures, a call a memory. */
public final class MemoryWriter implements EffectWriter<MemoryEffect> {
    @Override
    public Class<MemoryEffect> effects() {
        return MemoryEffect.class;
    }

    @Override
    public List<Query> write(DSLContext sql, List<Applied<MemoryEffect>> applied) {
        Map<SpanId, Applied<MemoryEffect>> last = new LinkedHashMap<>();
        for (Applied<MemoryEffect> one : applied) {
            SpanId id = switch (one.effect()) {
                case MemoryEffect.Put put -> put.memory().id();
                case MemoryEffect.Dropped dropped -> dropped.memory();
            };
            last.remove(id);
            last.put(id, one);
        }
        return last.values().stream().map(one -> query(sql, one)).toList();
    }

    private static Query query(DSLContext sql, Applied<MemoryEffect> one) {
        return switch (one.effect()) {
            case MemoryEffect.Dropped(SpanId id, var cause) -> sql.query("CALL cofre.drop_memory({0})", uuid(id));
            case MemoryEffect.Put(MemoryEntry memory, var cause) ->
                sql.query(
                        "CALL cofre.put_memory({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}, {11}, {12}, {13},"
                                + " {14}, {15})",
                        uuid(memory.id()),
                        text(Optional.of(memory.tenant().value())),
                        text(Optional.of(memory.owner().value())),
                        text(Optional.of(memory.layer().wire())),
                        text(Optional.of(memory.type())),
                        text(Optional.of(memory.sensitivity().wire())),
                        text(Optional.of(memory.wrappedKey())),
                        time(Optional.of(memory.at())),
                        time(memory.expiresAt()),
                        text(memory.session()),
                        texts(memory.tags().stream().map(MemoryWriter::storable).toArray(String[]::new)),
                        text(searchable(memory).map(MemoryWriter::storable)),
                        texts(words(memory)),
                        uuid(cause.id()),
                        DSL.cast(DSL.val(cause.seq()), SQLDataType.BIGINT),
                        DSL.cast(DSL.val(one.position()), SQLDataType.BIGINT));
        };
    }

    /** A secret memory has no text here, whatever it was given. */
    private static Optional<String> searchable(MemoryEntry memory) {
        return memory.searchable().filter(text -> memory.sensitivity() != MemoryEntry.Sensitivity.SECRET);
    }

    private static String[] words(MemoryEntry memory) {
        List<String> texts = new ArrayList<>();
        // Tags first: a text that fills the bound must not push them out.
        searchable(memory).ifPresent(text -> {
            texts.addAll(memory.tags());
            texts.add(text);
        });
        return FoldedWords.of(texts).folded();
    }

    /** PostgreSQL holds neither U+0000 nor half a surrogate pair; an effect never refuses. */
    private static String storable(String text) {
        return text.codePoints()
                .map(codePoint -> codePoint == 0 || (codePoint >= 0xD800 && codePoint <= 0xDFFF) ? 0xFFFD : codePoint)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static Field<?> uuid(SpanId id) {
        return DSL.cast(DSL.val(id.value()), SQLDataType.UUID);
    }

    private static Field<?> text(Optional<String> text) {
        return DSL.cast(DSL.val(text.orElse(null), SQLDataType.CLOB), SQLDataType.CLOB);
    }

    private static Field<?> texts(String[] texts) {
        return DSL.cast(DSL.val(texts, SQLDataType.CLOB.array()), SQLDataType.CLOB.array());
    }

    private static Field<?> time(Optional<Instant> time) {
        return DSL.cast(DSL.val(time.orElse(null), SQLDataType.INSTANT), SQLDataType.INSTANT);
    }
}
