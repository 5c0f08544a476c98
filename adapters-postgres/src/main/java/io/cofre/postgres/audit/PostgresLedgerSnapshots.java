package io.cofre.postgres.audit;

import io.cofre.ports.audit.LedgerSnapshots;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.PostgresFailures;
import io.cofre.postgres.PostgresRole;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;

/** One read-only transaction a snapshot, as {@code cofre_system}. */
public final class PostgresLedgerSnapshots implements LedgerSnapshots {
    /** The first row of a table in order comes when all of it was sorted. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final DataSource system;

    public PostgresLedgerSnapshots(PostgresConnections connections) {
        this.system = connections.source(PostgresRole.SYSTEM);
    }

    @Override
    public <R> R read(Function<Snapshot, R> body) {
        try (Connection connection = system.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(PATIENCE.toMillis()));
            connection.setAutoCommit(false);
            try (Statement begin = connection.createStatement()) {
                begin.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            }
            try (Cursors cursors = new Cursors(connection)) {
                return body.apply(cursors);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw PostgresFailures.reading("reading a snapshot", e);
        }
    }
}
