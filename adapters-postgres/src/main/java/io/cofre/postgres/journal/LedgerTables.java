package io.cofre.postgres.journal;

import static io.cofre.postgres.journal.ArrayTable.bytes;
import static io.cofre.postgres.journal.ArrayTable.cast;
import static io.cofre.postgres.journal.ArrayTable.flag;
import static io.cofre.postgres.journal.ArrayTable.id;
import static io.cofre.postgres.journal.ArrayTable.number;
import static io.cofre.postgres.journal.ArrayTable.text;

import io.cofre.ports.journal.Once;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanSignature;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** The columns that the journal itself writes. */
final class LedgerTables {
    private LedgerTables() {}

    static final ArrayTable<Row> REGISTRY = new ArrayTable<>(List.of(
            id("id", row -> row.header().id().value()),
            number("seq", row -> row.header().seq()),
            text("entity_type", row -> row.header().entityType().value()),
            text("who", row -> row.header().who()),
            text("did", row -> row.header().did().orElse(null)),
            text("this", row -> row.header().thing()),
            cast("at", "timestamptz", row -> Timestamps.text(row.header().at())),
            id("parent_id", row -> row.header().parentId().map(SpanId::value).orElse(null)),
            cast(
                    "related_to",
                    "uuid[]",
                    row -> row.header().relatedTo().stream()
                            .map(SpanId::toString)
                            .collect(Collectors.joining(",", "{", "}"))),
            text("owner_id", row -> row.header().owner().value()),
            text("tenant_id", row -> row.header().tenant().value()),
            text("visibility", row -> row.header().visibility().wire()),
            text("status", row -> row.header().status().orElse(null)),
            flag("is_deleted", row -> row.header().deleted()),
            text("name", row -> row.header().name().orElse(null)),
            text("description", row -> row.header().description().orElse(null)),
            text("code", row -> row.header().code().orElse(null)),
            text("language", row -> row.header().language().orElse(null)),
            text("runtime", row -> row.header().runtime().orElse(null)),
            cast("input", "jsonb", row -> row.json(row.header().slices().input())),
            cast("output", "jsonb", row -> row.json(row.header().slices().output())),
            cast("error", "jsonb", row -> row.json(row.header().slices().error())),
            number("duration_ms", row -> row.header().durationMs().orElse(null)),
            text("trace_id", row -> row.header().traceId().orElse(null)),
            cast("content", "jsonb", row -> row.json(row.header().slices().content())),
            cast("metadata", "jsonb", row -> row.json(row.header().slices().metadata())),
            text(
                    "prev_hash",
                    row -> row.header().prevHash().map(PayloadHash::value).orElse(null)),
            text("payload_hash", row -> row.span().payloadHash().value()),
            text("sig_alg", row -> SpanSignature.ALG),
            text("sig_key_id", row -> row.span().signature().keyId().value()),
            text("sig_kid", row -> row.span().signature().kid().value()),
            cast("sig_ts", "timestamptz", LedgerTables::signedAt),
            text("sig_nonce", row -> row.span().signature().nonce()),
            text("signature", row -> row.span().signature().signature()),
            bytes("canonical", row -> row.span().canonical().bytes()),
            number("position", row -> row.receipt().position()),
            number("change_position", Row::changePosition)));

    static final ArrayTable<Row> NONCES = new ArrayTable<>(List.of(
            text("key_id", row -> row.span().signature().keyId().value()),
            text("nonce", row -> row.span().signature().nonce()),
            cast("ts", "timestamptz", LedgerTables::signedAt)));

    static final ArrayTable<NewHead> HEADS = new ArrayTable<>(List.of(
            id("id", head -> head.row().header().id().value()),
            number("seq", head -> head.row().header().seq()),
            text("tenant_id", head -> head.row().header().tenant().value()),
            text("owner_id", head -> head.row().header().owner().value()),
            text("entity_type", head -> head.row().header().entityType().value()),
            text("visibility", head -> head.row().header().visibility().wire()),
            text("status", head -> head.row().header().status().orElse(null)),
            flag("is_deleted", head -> head.row().header().deleted()),
            text("name", head -> head.row().header().name().orElse(null)),
            text("payload_hash", head -> head.row().span().payloadHash().value()),
            number("position", head -> head.row().receipt().position()),
            number("expected", NewHead::expected)));

    static final ArrayTable<NewOnce> ONCE = new ArrayTable<>(List.of(
            text("tenant_id", record -> record.once().key().tenant().value()),
            text("wallet_id", record -> record.once().key().wallet().value()),
            text("method", record -> record.once().key().method()),
            text("path", record -> record.once().key().path()),
            text("value", record -> record.once().key().value()),
            text("body_hash", record -> record.once().bodyHash().value()),
            flag("withheld", record -> record.once().answer() instanceof Once.Answer.Withheld),
            text("answer", record -> record.once().answer().json()),
            number("change_position", NewOnce::changePosition)));

    /**
     * The newest version of a batch for one id.
     *
     * @param expected the version that stood before the batch; -1 where the id is new
     */
    record NewHead(Row row, long expected) {}

    /** An idempotency record, and where its change begins. */
    record NewOnce(Once once, long changePosition) {}

    private static String signedAt(Row row) {
        return Timestamps.text(Instant.ofEpochMilli(row.span().signature().ts()));
    }
}
