package io.cofre.postgres.span;

import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.Head;
import io.cofre.ports.journal.Once;
import io.cofre.ports.journal.Repeats;
import io.cofre.ports.span.EntityType;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.span.Visibility;
import io.cofre.ports.wallet.WalletId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** The ledger's rows as facts, for the journal and the read ports alike. */
public final class LedgerRows {
    /** Columns of {@code heads}. */
    public static final String HEAD =
            "id, seq, tenant_id, owner_id, entity_type, visibility, status, is_deleted, position, payload_hash";

    /** Columns of {@code universal_registry r}. */
    public static final String RECEIPT = "r.id, r.seq, r.position, r.recorded_at, r.payload_hash";

    /** Columns of {@code keys}. */
    public static final String KEY =
            "key_id, public_key, kid, wallet_id, tenant_id, owner_id, role, status, introduced_at, ended_at";

    /** The records under the keys that {@link #bindRepeats} binds, one row a span of their changes. */
    public static final String REPEATS = """
            SELECT %s, o.tenant_id, o.wallet_id, o.method, o.path, o.value, o.body_hash, o.withheld, o.answer,
                o.recorded_at AS answered_at
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                AS v(tenant_id, wallet_id, method, path, value)
            JOIN ledger.once o USING (tenant_id, wallet_id, method, path, value)
            JOIN ledger.universal_registry r
                ON r.position BETWEEN o.change_position AND o.change_position + 999
                AND r.change_position = o.change_position
            ORDER BY r.position""".formatted(RECEIPT);

    private LedgerRows() {}

    public static void bindRepeats(PreparedStatement statement, int index, List<Once.Key> keys) throws SQLException {
        List<Function<Once.Key, String>> parts = List.of(
                key -> key.tenant().value(),
                key -> key.wallet().value(),
                Once.Key::method,
                Once.Key::path,
                Once.Key::value);
        for (int i = 0; i < parts.size(); i++) {
            Object[] values = keys.stream().map(parts.get(i)).toArray();
            statement.setArray(index + i, statement.getConnection().createArrayOf("text", values));
        }
    }

    /** All rows of {@link #REPEATS}, without the records that are too old at this time. */
    public static Map<Once.Key, Repeats.Repeat> repeats(ResultSet rows, Instant now) throws SQLException {
        Map<Once.Key, Repeats.Repeat> withoutReceipts = new LinkedHashMap<>();
        Map<Once.Key, List<Receipt>> receipts = new HashMap<>();
        while (rows.next()) {
            Once.Key key = new Once.Key(
                    new TenantId(rows.getString("tenant_id")),
                    new WalletId(rows.getString("wallet_id")),
                    rows.getString("method"),
                    rows.getString("path"),
                    rows.getString("value"));
            if (instant(rows, "answered_at").plus(Once.KEPT).isBefore(now)) {
                continue;
            }
            String json = rows.getString("answer");
            Once.Answer answer =
                    rows.getBoolean("withheld") ? new Once.Answer.Withheld(json) : new Once.Answer.Body(json);
            withoutReceipts.putIfAbsent(
                    key, new Repeats.Repeat(new PayloadHash(rows.getString("body_hash")), answer, List.of()));
            receipts.computeIfAbsent(key, unseen -> new ArrayList<>()).add(receipt(rows));
        }
        Map<Once.Key, Repeats.Repeat> repeats = new LinkedHashMap<>();
        withoutReceipts.forEach((key, repeat) -> repeats.put(
                key, new Repeats.Repeat(repeat.bodyHash(), repeat.answer(), receipts.getOrDefault(key, List.of()))));
        return repeats;
    }

    public static Head head(ResultSet row) throws SQLException {
        return new Head(
                id(row),
                row.getLong("seq"),
                new TenantId(row.getString("tenant_id")),
                new OwnerId(row.getString("owner_id")),
                new EntityType(row.getString("entity_type")),
                one(Visibility.values(), Visibility::wire, row.getString("visibility")),
                Optional.ofNullable(row.getString("status")),
                row.getBoolean("is_deleted"),
                row.getLong("position"),
                new PayloadHash(row.getString("payload_hash")));
    }

    public static Receipt receipt(ResultSet row) throws SQLException {
        return new Receipt(
                new SpanVersion(id(row), row.getLong("seq")),
                row.getLong("position"),
                instant(row, "recorded_at"),
                new PayloadHash(row.getString("payload_hash")));
    }

    public static LedgerKey key(ResultSet row) throws SQLException {
        long endedAt = row.getLong("ended_at");
        Optional<Long> ended = row.wasNull() ? Optional.empty() : Optional.of(endedAt);
        return new LedgerKey(
                new KeyId(row.getString("key_id")),
                PublicKey.of(row.getBytes("public_key")),
                new Kid(row.getString("kid")),
                new WalletId(row.getString("wallet_id")),
                new TenantId(row.getString("tenant_id")),
                new OwnerId(row.getString("owner_id")),
                one(LedgerKey.Role.values(), LedgerKey.Role::wire, row.getString("role")),
                one(LedgerKey.Status.values(), LedgerKey.Status::wire, row.getString("status")),
                row.getLong("introduced_at"),
                ended);
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static SpanId id(ResultSet row) throws SQLException {
        return new SpanId(row.getObject("id", UUID.class));
    }

    private static <T> T one(T[] all, Function<T, String> wire, String text) {
        return Arrays.stream(all)
                .filter(value -> wire.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new PortFailure.Corrupt("the ledger holds the unknown word '" + text + "'"));
    }
}
