package io.cofre.postgres.span;

import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Keys;
import io.cofre.ports.span.LedgerKey;
import io.cofre.postgres.JdbcReads;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.PostgresRole;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The ledger's keys in PostgreSQL. */
public final class PostgresKeys implements Keys {
    private static final String FIND = "SELECT " + LedgerRows.KEY + " FROM ledger.keys WHERE key_id = ANY (?::text[])";
    private static final String AFTER = "SELECT " + LedgerRows.KEY
            + " FROM ledger.keys WHERE introduced_at > ? ORDER BY introduced_at, key_id LIMIT ?";
    private static final String ROOTS =
            "SELECT " + LedgerRows.KEY + " FROM ledger.keys WHERE role = 'root' ORDER BY introduced_at, key_id";

    private final JdbcReads reads;

    public PostgresKeys(PostgresConnections connections) {
        this.reads = new JdbcReads(connections.source(PostgresRole.WRITER));
    }

    @Override
    public Map<KeyId, LedgerKey> find(Collection<KeyId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return reads
                .list(
                        "finding keys",
                        FIND,
                        statement -> statement.setArray(
                                1,
                                statement
                                        .getConnection()
                                        .createArrayOf(
                                                "text",
                                                ids.stream().map(KeyId::value).toArray())),
                        LedgerRows::key)
                .stream()
                .collect(Collectors.toMap(LedgerKey::keyId, Function.identity()));
    }

    @Override
    public List<LedgerKey> after(long position, int limit) {
        return reads.list(
                "listing keys",
                AFTER,
                statement -> {
                    statement.setLong(1, position);
                    statement.setInt(2, limit);
                },
                LedgerRows::key);
    }

    @Override
    public List<LedgerKey> roots() {
        return reads.list("listing root keys", ROOTS, statement -> {}, LedgerRows::key);
    }
}
