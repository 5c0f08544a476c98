package io.cofre.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Plain JDBC for reads whose statements never change; one round trip each. Thread-safe. */
public final class JdbcReads {
    private final DataSource source;

    public JdbcReads(DataSource source) {
        this.source = source;
    }

    /** Fills a statement's parameters. */
    public interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    /** Reads something of the rows. */
    public interface Reader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** One element a row. */
    public <T> List<T> list(String what, String sql, Binder binder, Reader<T> reader) {
        return whole(what, sql, binder, rows -> {
            List<T> list = new ArrayList<>();
            while (rows.next()) {
                list.add(reader.read(rows));
            }
            return list;
        });
    }

    /** From all rows at once. */
    public <T> T whole(String what, String sql, Binder binder, Reader<T> reader) {
        try (Connection connection = source.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binder.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
                return reader.read(rows);
            }
        } catch (SQLException e) {
            throw PostgresFailures.reading(what, e);
        }
    }
}
