package io.cofre.postgres.journal;

import io.cofre.ports.Dependency;
import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.Admission;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.ChangeId;
import io.cofre.ports.journal.Judgement;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.journal.Standing;
import io.cofre.ports.span.Receipt;
import io.cofre.postgres.PostgresFailures;
import io.cofre.postgres.span.LedgerRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jooq.QueryPart;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/**
 * One batch in one transaction, under the lock that all nodes share: locked and loaded in one round trip, written and
 * committed in the second; a third where projections change.
 */
final class BatchTransaction {
    private static final String SETTLE = LoadedStanding.LOCK + """
            ;
            SELECT %s FROM ledger.universal_registry f
            JOIN ledger.universal_registry r
                ON r.position BETWEEN f.position AND f.position + 999 AND r.change_position = f.position
            WHERE f.id = ? AND f.seq = ? AND f.payload_hash = ? AND f.change_position = f.position
            ORDER BY r.position""".formatted(LedgerRows.RECEIPT);

    private static final int ATTEMPTS = 3;

    private final DataSource source;
    private final EffectWriters writers;
    private final Admission admission;
    private final NodeClock clock;

    BatchTransaction(DataSource source, EffectWriters writers, Admission admission, NodeClock clock) {
        this.source = source;
        this.writers = writers;
        this.admission = admission;
        this.clock = clock;
    }

    /** What came of it, but for failures. */
    sealed interface Result {
        /** Durable, as far as anything was accepted. */
        record Done(List<Outcome> outcomes) implements Result {}

        /** The database refused a value; nothing of the batch was written. */
        record Poisoned(String reason) implements Result {}

        /** The database undid it for another transaction's sake. */
        record Conflicted(PortFailure failure) implements Result {}
    }

    /** @throws PortFailure see {@code Journal} */
    Result run(List<Change> changes) {
        for (int attempt = 1; ; attempt++) {
            Result result = attempt(changes);
            // Somebody else, who writes a projection's row without a span, was chosen over this batch.
            if (!(result instanceof Result.Conflicted conflicted)) {
                return result;
            }
            if (attempt == ATTEMPTS) {
                throw conflicted.failure();
            }
        }
    }

    private Result attempt(List<Change> changes) {
        boolean committing = false;
        try (Connection connection = source.getConnection()) {
            try {
                connection.setAutoCommit(false);
                Standing standing = LoadedStanding.load(connection, Judgement.Needs.of(changes), clock);
                Judgement judgement = Judgement.of(changes, standing, admission);
                if (judgement.writes().isEmpty()) {
                    connection.rollback();
                    return new Result.Done(judgement.outcomes());
                }
                DSLContext sql = DSL.using(connection, SQLDialect.POSTGRES);
                BatchWrite write = new BatchWrite(judgement, standing);
                List<Query> effects = writers.queries(sql, judgement);
                committing = effects.isEmpty();
                write.send(connection, committing);
                if (!effects.isEmpty()) {
                    Query all = together(sql, effects);
                    committing = true;
                    all.execute();
                }
                return new Result.Done(judgement.outcomes());
            } catch (SQLException | RuntimeException | Error e) {
                undo(connection, e);
                throw e;
            }
        } catch (SQLException | DataAccessException e) {
            // The server says so itself: whatever was sent after the refused statement was not executed.
            if (PostgresFailures.isData(e)) {
                return new Result.Poisoned("the database cannot hold it: " + PostgresFailures.describe(e));
            }
            if (PostgresFailures.isConflict(e)) {
                return new Result.Conflicted(PostgresFailures.reading("writing " + changes.size() + " changes", e));
            }
            throw committing
                    ? PostgresFailures.writing(Dependency.LEDGER, "the commit of " + changes.size() + " changes", e)
                    : PostgresFailures.reading("writing " + changes.size() + " changes", e);
        }
    }

    /** @throws PortFailure where the database does not answer, or the node's clock does not agree with its */
    void ready() {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT clock_timestamp() AS now");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                clock.agreed(LedgerRows.instant(rows, "now"));
            }
        } catch (SQLException e) {
            throw PostgresFailures.reading("reading the database's clock", e);
        }
    }

    /** The change's receipts, once every transaction that held the lock before is decided. */
    Optional<Outcome> settle(ChangeId id) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(SETTLE)) {
            connection.setAutoCommit(false);
            statement.setObject(1, id.first().id().value());
            statement.setLong(2, id.first().seq());
            statement.setString(3, id.payloadHash().value());
            statement.execute();
            statement.getMoreResults();
            List<Receipt> receipts = new ArrayList<>();
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    receipts.add(LedgerRows.receipt(rows));
                }
            }
            connection.rollback();
            return receipts.isEmpty() ? Optional.empty() : Optional.of(new Outcome.Accepted(receipts));
        } catch (SQLException e) {
            throw PostgresFailures.reading("settling a commit", e);
        }
    }

    /** All statements and the COMMIT as one message to the server. */
    private static Query together(DSLContext sql, List<Query> queries) {
        String places = IntStream.range(0, queries.size())
                .mapToObj(index -> "{" + index + "}")
                .collect(Collectors.joining(";\n"));
        return sql.query(places + BatchWrite.COMMIT, queries.toArray(QueryPart[]::new));
    }

    private static void undo(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException alsoLost) {
            failure.addSuppressed(alsoLost);
        }
    }
}
