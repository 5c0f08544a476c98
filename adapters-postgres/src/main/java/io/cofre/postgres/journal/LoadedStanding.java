package io.cofre.postgres.journal;

import io.cofre.ports.journal.Head;
import io.cofre.ports.journal.Judgement;
import io.cofre.ports.journal.Once;
import io.cofre.ports.journal.Repeats;
import io.cofre.ports.journal.Standing;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.postgres.span.LedgerRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What stands, as far as one batch needs it: locked and read in one round trip. */
final class LoadedStanding {
    /** Whoever appends holds it, on whichever node: "Cofre" in ASCII. */
    static final String LOCK = "SELECT pg_advisory_xact_lock(x'436f667265'::bigint)";

    private static final String LOAD = LOCK + """
            ;
            SELECT clock_timestamp() AS now;
            SELECT recorded_at, position FROM ledger.universal_registry ORDER BY recorded_at DESC, position DESC LIMIT 1;
            SELECT %s FROM ledger.heads WHERE id = ANY (?::uuid[]);
            SELECT %s FROM ledger.universal_registry r
            JOIN unnest(?::uuid[], ?::bigint[]) AS v(id, seq) ON r.id = v.id AND r.seq = v.seq;
            SELECT %s FROM ledger.keys WHERE key_id = ANY (?::text[]);
            SELECT n.key_id, n.nonce FROM ledger.nonces n
            JOIN unnest(?::text[], ?::text[]) AS v(key_id, nonce) ON n.key_id = v.key_id AND n.nonce = v.nonce
            """.formatted(LedgerRows.HEAD, LedgerRows.RECEIPT, LedgerRows.KEY);

    private final Map<SpanId, Head> heads = new HashMap<>();
    private final Map<SpanVersion, Receipt> receipts = new HashMap<>();
    private final Map<KeyId, LedgerKey> keys = new HashMap<>();
    private final Set<Judgement.NonceOfKey> nonces = new HashSet<>();
    private final Map<Once.Key, Repeats.Repeat> repeats = new HashMap<>();
    private Instant now;
    private Instant ledgerTime;
    private long position;

    private LoadedStanding() {
        now = Instant.MIN;
        ledgerTime = Instant.MIN;
    }

    /** Waits for the lock; only then, in statements of their own, is anything read. */
    static Standing load(Connection connection, Judgement.Needs needs, NodeClock clock) throws SQLException {
        LoadedStanding loaded = new LoadedStanding();
        boolean repeats = !needs.repeats().isEmpty();
        try (PreparedStatement statement =
                connection.prepareStatement(repeats ? LOAD + ";" + LedgerRows.REPEATS : LOAD)) {
            array(statement, 1, "uuid", needs.heads(), SpanId::value);
            array(
                    statement,
                    2,
                    "uuid",
                    needs.versions(),
                    version -> version.id().value());
            array(statement, 3, "bigint", needs.versions(), SpanVersion::seq);
            array(statement, 4, "text", needs.keys(), KeyId::value);
            array(statement, 5, "text", needs.nonces(), nonce -> nonce.key().value());
            array(statement, 6, "text", needs.nonces(), Judgement.NonceOfKey::nonce);
            if (repeats) {
                LedgerRows.bindRepeats(statement, 7, List.copyOf(needs.repeats()));
            }
            statement.execute();
            loaded.read(statement, clock, repeats);
        }
        return loaded.asStanding();
    }

    private void read(PreparedStatement statement, NodeClock clock, boolean withRepeats) throws SQLException {
        each(statement, row -> now = clock.agreed(LedgerRows.instant(row, "now")));
        each(statement, row -> {
            ledgerTime = LedgerRows.instant(row, "recorded_at");
            position = row.getLong("position");
        });
        ledgerTime = now.isBefore(ledgerTime) ? ledgerTime : now;
        each(statement, row -> {
            Head head = LedgerRows.head(row);
            heads.put(head.id(), head);
        });
        each(statement, row -> {
            Receipt receipt = LedgerRows.receipt(row);
            receipts.put(receipt.version(), receipt);
        });
        each(statement, row -> {
            LedgerKey key = LedgerRows.key(row);
            keys.put(key.keyId(), key);
        });
        each(statement, row -> nonces.add(new Judgement.NonceOfKey(new KeyId(row.getString(1)), row.getString(2))));
        if (withRepeats) {
            statement.getMoreResults();
            repeats.putAll(LedgerRows.repeats(statement.getResultSet(), ledgerTime));
        }
    }

    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** The rows of the next result. */
    private static void each(PreparedStatement statement, RowReader reader) throws SQLException {
        statement.getMoreResults();
        try (ResultSet rows = statement.getResultSet()) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    private static <T> void array(
            PreparedStatement statement, int index, String type, Collection<T> elements, Function<T, Object> value)
            throws SQLException {
        Object[] values = elements.stream().map(value).toArray();
        statement.setArray(index, statement.getConnection().createArrayOf(type, values));
    }

    private Standing asStanding() {
        return new Standing() {
            @Override
            public Instant ledgerTime() {
                return ledgerTime;
            }

            @Override
            public long position() {
                return position;
            }

            @Override
            public Optional<Head> head(SpanId id) {
                return Optional.ofNullable(heads.get(id));
            }

            @Override
            public Optional<Receipt> receipt(SpanVersion version) {
                return Optional.ofNullable(receipts.get(version));
            }

            @Override
            public Optional<LedgerKey> key(KeyId id) {
                return Optional.ofNullable(keys.get(id));
            }

            @Override
            public boolean nonceUsed(KeyId key, String nonce) {
                return nonces.contains(new Judgement.NonceOfKey(key, nonce));
            }

            @Override
            public Optional<Repeats.Repeat> repeat(Once.Key key) {
                return Optional.ofNullable(repeats.get(key));
            }
        };
    }
}
