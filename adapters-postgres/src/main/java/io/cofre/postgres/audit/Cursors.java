package io.cofre.postgres.audit;

import io.cofre.ports.audit.AuditRow;
import io.cofre.ports.audit.AuditTable;
import io.cofre.ports.audit.AuditedSpan;
import io.cofre.ports.audit.LedgerSnapshots;
import io.cofre.ports.span.CanonicalBytes;
import io.cofre.postgres.PostgresFailures;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A snapshot whose rows come as they are asked for. A column that is added to a table comes by itself. */
final class Cursors implements LedgerSnapshots.Snapshot, AutoCloseable {
    private static final int FETCHED = 500;
    private static final String LAST =
            "SELECT position, recorded_at FROM ledger.universal_registry ORDER BY position DESC LIMIT 1";

    private final List<PreparedStatement> open = new ArrayList<>();
    private final Connection connection;
    private final long last;
    private final Instant ledgerTime;

    /** What was committed by now is in it. */
    Cursors(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement();
                ResultSet newest = statement.executeQuery(LAST)) {
            boolean any = newest.next();
            last = any ? newest.getLong("position") : 0;
            ledgerTime =
                    any ? newest.getObject("recorded_at", OffsetDateTime.class).toInstant() : Instant.EPOCH;
        }
    }

    @Override
    public long last() {
        return last;
    }

    @Override
    public Instant ledgerTime() {
        return ledgerTime;
    }

    @Override
    public Iterator<AuditedSpan> spans() {
        return new Rows<>(
                result("SELECT position AS stands_at, * FROM ledger.universal_registry ORDER BY position"),
                rows -> new AuditedSpan(canonical(rows), Columns.row(AuditTable.SPAN, rows)));
    }

    /** None at all where there are more than a span may have: then they are not those that were signed. */
    private static CanonicalBytes canonical(ResultSet rows) throws SQLException {
        byte[] bytes = rows.getBytes("canonical");
        return CanonicalBytes.of(bytes.length > CanonicalBytes.MAX_BYTES ? new byte[0] : bytes);
    }

    @Override
    public Iterator<AuditRow> rows(AuditTable table) {
        return new Rows<>(result("SELECT " + from(table) + " ORDER BY stands_at"), rows -> Columns.row(table, rows));
    }

    private static String from(AuditTable table) {
        return switch (table) {
            case SPAN -> throw new IllegalArgumentException("the registry is no projection");
            case HEAD -> "position AS stands_at, * FROM ledger.heads";
            case KEY -> "coalesce(ended_at, introduced_at) AS stands_at, * FROM ledger.keys";
            case NONCE ->
                "coalesce(r.position, 0) AS stands_at, n.* FROM ledger.nonces n LEFT JOIN ledger.universal_registry r"
                        + " ON r.sig_key_id = n.key_id AND r.sig_nonce = n.nonce";
            case ONCE -> "change_position AS stands_at, * FROM ledger.once";
            case TENANT -> "position AS stands_at, * FROM cofre.tenants";
            case WALLET -> "position AS stands_at, * FROM cofre.wallets";
            case ITEM ->
                "coalesce(w.position, 0) AS stands_at, i.* FROM cofre.wallet_items i"
                        + " LEFT JOIN cofre.wallets w ON w.wallet_id = i.wallet_id";
            case TOKEN -> "position AS stands_at, * FROM cofre.auth_api_tokens";
            case APP -> "position AS stands_at, * FROM cofre.apps";
            case MEMORY -> "position AS stands_at, * FROM cofre.content_keys";
            case LEFTOVER -> "position AS stands_at, * FROM vault.leftovers";
            // Not what is encrypted: nothing here could read it.
            case SECRET -> "0 AS stands_at, ref FROM vault.secrets";
        };
    }

    private ResultSet result(String sql) {
        try {
            PreparedStatement statement = connection.prepareStatement(sql);
            open.add(statement);
            statement.setFetchSize(FETCHED);
            return statement.executeQuery();
        } catch (SQLException e) {
            throw PostgresFailures.reading("auditing", e);
        }
    }

    @Override
    public void close() throws SQLException {
        for (PreparedStatement statement : open) {
            statement.close();
        }
    }
}
