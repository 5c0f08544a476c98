package io.cofre.postgres.journal;

import io.cofre.ports.journal.Judgement;
import io.cofre.ports.journal.Standing;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.SpanId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rows of one judged batch, and the statements that write them. */
final class BatchWrite {
    private static final String LEDGER = """
            INSERT INTO ledger.universal_registry (%s, recorded_at) SELECT %s, ?::timestamptz FROM %s;
            WITH r AS (SELECT * FROM %s),
            moved AS (
                UPDATE ledger.heads h
                SET seq = r.seq, owner_id = r.owner_id, visibility = r.visibility, status = r.status,
                    is_deleted = r.is_deleted, name = r.name, payload_hash = r.payload_hash, position = r.position,
                    recorded_at = ?::timestamptz
                FROM r WHERE h.id = r.id AND h.seq = r.expected RETURNING 1),
            made AS (
                INSERT INTO ledger.heads (id, seq, tenant_id, owner_id, entity_type, visibility, status, is_deleted,
                    name, payload_hash, position, recorded_at)
                SELECT id, seq, tenant_id, owner_id, entity_type, visibility, status, is_deleted,
                    name, payload_hash, position, ?::timestamptz
                FROM r WHERE expected = -1 RETURNING 1)
            SELECT ledger.require_heads(?, (SELECT count(*) FROM moved) + (SELECT count(*) FROM made));
            INSERT INTO ledger.nonces (%s) SELECT %s FROM %s""".formatted(
                    LedgerTables.REGISTRY.names(),
                    LedgerTables.REGISTRY.values(),
                    LedgerTables.REGISTRY.from(),
                    LedgerTables.HEADS.from(),
                    LedgerTables.NONCES.names(),
                    LedgerTables.NONCES.values(),
                    LedgerTables.NONCES.from());

    /** A record under the same key is over 24 hours old: the judgement would have found a younger one. */
    private static final String ONCE =
            """
            ;
            INSERT INTO ledger.once (%s, recorded_at) SELECT %s, ?::timestamptz FROM %s
            ON CONFLICT (tenant_id, wallet_id, method, path, value) DO UPDATE
            SET body_hash = excluded.body_hash, withheld = excluded.withheld, answer = excluded.answer,
                change_position = excluded.change_position, recorded_at = excluded.recorded_at""".formatted(LedgerTables.ONCE.names(), LedgerTables.ONCE.values(), LedgerTables.ONCE.from());

    /** Sent with the last statements: whoever waits for the journal waits one round trip less. */
    static final String COMMIT = ";\nCOMMIT";

    private final List<Row> rows = new ArrayList<>();
    private final List<LedgerTables.NewHead> heads = new ArrayList<>();
    private final List<LedgerTables.NewOnce> once = new ArrayList<>();
    private final String recordedAt;

    BatchWrite(Judgement judgement, Standing standing) {
        recordedAt = Timestamps.text(standing.ledgerTime());
        Map<SpanId, Row> newest = new LinkedHashMap<>();
        for (Judgement.Write write : judgement.writes()) {
            long first = write.receipts().getFirst().position();
            for (int i = 0; i < write.receipts().size(); i++) {
                Receipt receipt = write.receipts().get(i);
                Row row = new Row(write.change().spans().get(i), receipt, first);
                rows.add(row);
                newest.put(receipt.version().id(), row);
            }
            write.change().once().ifPresent(given -> once.add(new LedgerTables.NewOnce(given, first)));
        }
        newest.forEach((id, row) -> heads.add(new LedgerTables.NewHead(
                row, standing.head(id).map(head -> head.seq()).orElse(-1L))));
    }

    /** Writes in one round trip. */
    void send(Connection connection, boolean commit) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(LEDGER + (once.isEmpty() ? "" : ONCE) + (commit ? COMMIT : ""))) {
            statement.setString(1, recordedAt);
            int next = LedgerTables.REGISTRY.bind(statement, 2, rows);
            next = LedgerTables.HEADS.bind(statement, next, heads);
            statement.setString(next, recordedAt);
            statement.setString(next + 1, recordedAt);
            statement.setLong(next + 2, heads.size());
            next = LedgerTables.NONCES.bind(statement, next + 3, rows);
            if (!once.isEmpty()) {
                statement.setString(next, recordedAt);
                LedgerTables.ONCE.bind(statement, next + 1, once);
            }
            statement.execute();
        }
    }
}
