package io.cofre.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The reference of every write: a table of the registry's columns and indexes, without its triggers, row-level
 * security, heads and nonces. Filled with rows that the ledger itself has written.
 */
final class BareTable implements AutoCloseable {
    private static final int ROWS_A_COPY = 1_000;

    private final Connection connection;

    BareTable(DataSource owner) {
        try {
            connection = owner.getConnection();
            try (Statement sql = connection.createStatement()) {
                sql.execute("CREATE TABLE IF NOT EXISTS bare_rows"
                        + " (LIKE ledger.universal_registry INCLUDING DEFAULTS INCLUDING INDEXES)");
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** COPY of the newest rows, 1,000 a transaction; rows a second. */
    double copy(int rows) {
        try (Statement sql = connection.createStatement()) {
            sql.execute("TRUNCATE bare_rows");
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            List<byte[]> lots = new ArrayList<>();
            for (int from = 0; from < rows; from += ROWS_A_COPY) {
                ByteArrayOutputStream lot = new ByteArrayOutputStream();
                copies.copyOut(
                        "COPY (SELECT * FROM ledger.universal_registry ORDER BY recorded_at DESC, position DESC LIMIT "
                                + ROWS_A_COPY + " OFFSET " + from + ") TO STDOUT",
                        lot);
                lots.add(lot.toByteArray());
            }
            long begun = System.nanoTime();
            for (byte[] lot : lots) {
                copies.copyIn("COPY bare_rows FROM STDIN", new java.io.ByteArrayInputStream(lot));
            }
            return rows / Seconds.since(begun);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One INSERT a transaction, prepared, of the newest rows; the median in milliseconds. */
    double insert(int rows) {
        try (Statement sql = connection.createStatement()) {
            sql.execute("TRUNCATE bare_rows");
            long[] took = new long[rows];
            try (ResultSet found = sql.executeQuery(
                    "SELECT * FROM ledger.universal_registry ORDER BY recorded_at DESC, position DESC LIMIT " + rows)) {
                int columns = found.getMetaData().getColumnCount();
                String places = IntStream.range(0, columns).mapToObj(i -> "?").collect(Collectors.joining(","));
                try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO bare_rows VALUES (" + places + ")")) {
                    for (int row = 0; found.next(); row++) {
                        for (int column = 1; column <= columns; column++) {
                            insert.setObject(column, found.getObject(column));
                        }
                        long begun = System.nanoTime();
                        insert.executeUpdate();
                        took[row] = System.nanoTime() - begun;
                    }
                }
            }
            return Turns.median(took) / Seconds.NANOS_A_MILLI;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
