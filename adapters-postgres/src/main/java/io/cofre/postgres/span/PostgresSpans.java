package io.cofre.postgres.span;

import static io.cofre.postgres.generated.Tables.HEADS;
import static io.cofre.postgres.generated.Tables.UNIVERSAL_REGISTRY;

import io.cofre.ports.span.SpanFilter;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.StoredSpan;
import io.cofre.ports.span.Viewer;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.PostgresFailures;
import io.cofre.postgres.PostgresRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;

/**
 * The ledger in PostgreSQL as one viewer sees it. Who sees what is decided by the row-level security of the schema
 * alone: a read first binds its viewer to its transaction, in the same round trip.
 */
public final class PostgresSpans implements Spans {
    private static final int MOST = 1_000;

    /** As much of a text as the schema's indexes hold. */
    private static final int INDEXED = 128;

    private final DSLContext sql;

    public PostgresSpans(PostgresConnections connections) {
        this.sql = connections.sql(PostgresRole.READER);
    }

    @Override
    public Optional<StoredSpan> newest(Viewer viewer, SpanId id) {
        return first(read(
                viewer,
                sql.select(StoredSpans.COLUMNS)
                        .from(HEADS)
                        .join(UNIVERSAL_REGISTRY)
                        .on(sameRow())
                        .where(HEADS.ID.eq(id.value()))));
    }

    @Override
    public Optional<StoredSpan> version(Viewer viewer, SpanVersion version) {
        return first(read(
                viewer,
                sql.select(StoredSpans.COLUMNS)
                        .from(UNIVERSAL_REGISTRY)
                        .where(UNIVERSAL_REGISTRY.ID.eq(version.id().value()))
                        .and(UNIVERSAL_REGISTRY.SEQ.eq(version.seq()))));
    }

    @Override
    public List<StoredSpan> versions(Viewer viewer, SpanId id, long afterSeq, int limit) {
        return read(
                viewer,
                sql.select(StoredSpans.COLUMNS)
                        .from(UNIVERSAL_REGISTRY)
                        .where(UNIVERSAL_REGISTRY.ID.eq(id.value()))
                        .and(UNIVERSAL_REGISTRY.SEQ.gt(afterSeq))
                        .orderBy(UNIVERSAL_REGISTRY.SEQ)
                        .limit(bounded(limit)));
    }

    @Override
    public List<StoredSpan> current(Viewer viewer, SpanFilter filter, long before, int limit) {
        return read(
                viewer,
                sql.select(StoredSpans.COLUMNS)
                        .from(HEADS)
                        .join(UNIVERSAL_REGISTRY)
                        .on(sameRow())
                        .where(DSL.not(HEADS.IS_DELETED))
                        .and(HEADS.POSITION.lt(before))
                        .and(DSL.and(conditions(filter)))
                        .orderBy(HEADS.POSITION.desc())
                        .limit(bounded(limit)));
    }

    @Override
    public List<StoredSpan> after(Viewer viewer, long position, int limit) {
        return read(
                viewer,
                sql.select(StoredSpans.COLUMNS)
                        .from(UNIVERSAL_REGISTRY)
                        .where(UNIVERSAL_REGISTRY.POSITION.gt(position))
                        .orderBy(UNIVERSAL_REGISTRY.POSITION)
                        .limit(bounded(limit)));
    }

    @Override
    public List<StoredSpan> keys(Viewer viewer, long after, long upTo, int limit) {
        return read(
                viewer,
                sql.select(StoredSpans.COLUMNS)
                        .from(UNIVERSAL_REGISTRY)
                        // Written out, so that the planner sees that the index of keys has all of them.
                        .where(UNIVERSAL_REGISTRY.ENTITY_TYPE.eq(DSL.inline("logline_id")))
                        .and(UNIVERSAL_REGISTRY.POSITION.gt(after))
                        .and(UNIVERSAL_REGISTRY.POSITION.le(upTo))
                        .orderBy(UNIVERSAL_REGISTRY.POSITION)
                        .limit(bounded(limit)));
    }

    /** Both statements go out together and run in one transaction, with whose end the viewer is forgotten. */
    private List<StoredSpan> read(Viewer viewer, ResultQuery<? extends Record> query) {
        return PostgresFailures.read("reading spans", () -> {
            List<Result<Record>> results =
                    sql.resultQuery("{0}; {1}", binding(viewer), query).fetchMany();
            return results.getLast().map(StoredSpans::of);
        });
    }

    private ResultQuery<? extends Record> binding(Viewer viewer) {
        return sql.select(
                setting("cofre.tenant_id", viewer.tenant().value()),
                setting("cofre.owner_id", viewer.owner().value()),
                setting("cofre.tenant_admin", viewer.reach() == Viewer.Reach.WHOLE_TENANT ? "true" : "false"));
    }

    private static Field<String> setting(String name, String value) {
        return DSL.function("set_config", String.class, DSL.inline(name), DSL.val(value), DSL.inline(true));
    }

    private static Condition sameRow() {
        return UNIVERSAL_REGISTRY.RECORDED_AT.eq(HEADS.RECORDED_AT).and(UNIVERSAL_REGISTRY.POSITION.eq(HEADS.POSITION));
    }

    private static List<Condition> conditions(SpanFilter filter) {
        List<Condition> conditions = new ArrayList<>();
        filter.entityType().ifPresent(type -> conditions.add(HEADS.ENTITY_TYPE.eq(type.value())));
        filter.status().ifPresent(status -> conditions.add(HEADS.STATUS.eq(status)));
        filter.owner().ifPresent(owner -> conditions.add(HEADS.OWNER_ID.eq(owner.value())));
        filter.visibility().ifPresent(visibility -> conditions.add(HEADS.VISIBILITY.eq(visibility.wire())));
        filter.name().ifPresent(name -> conditions.add(indexed(HEADS.NAME, name)));
        filter.traceId().ifPresent(trace -> conditions.add(indexed(UNIVERSAL_REGISTRY.TRACE_ID, trace)));
        filter.parentId().ifPresent(parent -> conditions.add(UNIVERSAL_REGISTRY.PARENT_ID.eq(parent.value())));
        filter.who().ifPresent(who -> conditions.add(UNIVERSAL_REGISTRY.WHO.eq(who)));
        filter.since().ifPresent(since -> conditions.add(UNIVERSAL_REGISTRY.AT.ge(since)));
        filter.until().ifPresent(until -> conditions.add(UNIVERSAL_REGISTRY.AT.lt(until)));
        filter.afterPosition().ifPresent(position -> conditions.add(HEADS.POSITION.gt(position)));
        return conditions;
    }

    private static Condition indexed(Field<String> column, String text) {
        return DSL.left(column, INDEXED).eq(DSL.left(DSL.val(text), INDEXED)).and(column.eq(text));
    }

    private static Optional<StoredSpan> first(List<StoredSpan> spans) {
        return spans.stream().findFirst();
    }

    private static int bounded(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a limit is 1 to " + MOST + ", not " + limit);
        }
        return limit;
    }
}
