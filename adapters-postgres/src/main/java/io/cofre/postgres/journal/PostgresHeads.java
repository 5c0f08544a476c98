package io.cofre.postgres.journal;

import io.cofre.ports.journal.Head;
import io.cofre.ports.journal.Heads;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.postgres.JdbcReads;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.PostgresRole;
import io.cofre.postgres.span.LedgerRows;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is current in PostgreSQL, past all walls, as the journal's own role. */
public final class PostgresHeads implements Heads {
    private static final String FIND = "SELECT " + LedgerRows.HEAD + " FROM ledger.heads WHERE id = ANY (?::uuid[])";
    private static final String RECEIPTS = "SELECT " + LedgerRows.RECEIPT
            + " FROM ledger.universal_registry r"
            + " JOIN unnest(?::uuid[], ?::bigint[]) AS v(id, seq) ON r.id = v.id AND r.seq = v.seq";

    private final JdbcReads reads;

    public PostgresHeads(PostgresConnections connections) {
        this.reads = new JdbcReads(connections.source(PostgresRole.WRITER));
    }

    @Override
    public Map<SpanId, Head> find(Collection<SpanId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        Object[] wanted = ids.stream().map(SpanId::value).toArray();
        return reads
                .list(
                        "finding heads",
                        FIND,
                        statement ->
                                statement.setArray(1, statement.getConnection().createArrayOf("uuid", wanted)),
                        LedgerRows::head)
                .stream()
                .collect(Collectors.toMap(Head::id, Function.identity()));
    }

    @Override
    public Map<SpanVersion, Receipt> receipts(Collection<SpanVersion> versions) {
        if (versions.isEmpty()) {
            return Map.of();
        }
        List<SpanVersion> distinct = versions.stream().distinct().toList();
        Object[] ids = distinct.stream().map(version -> version.id().value()).toArray();
        Object[] seqs = distinct.stream().map(SpanVersion::seq).toArray();
        return reads
                .list(
                        "finding receipts",
                        RECEIPTS,
                        statement -> {
                            statement.setArray(1, statement.getConnection().createArrayOf("uuid", ids));
                            statement.setArray(2, statement.getConnection().createArrayOf("bigint", seqs));
                        },
                        LedgerRows::receipt)
                .stream()
                .collect(Collectors.toMap(Receipt::version, Function.identity()));
    }
}
