package io.cofre.postgres.audit;

import io.cofre.postgres.JdbcReads;
import io.cofre.postgres.PostgresFailures;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The rows of a result, one after the other. */
final class Rows<T> implements Iterator<T> {
    private final ResultSet rows;
    private final JdbcReads.Reader<T> reader;
    private boolean more;

    Rows(ResultSet rows, JdbcReads.Reader<T> reader) {
        this.rows = rows;
        this.reader = reader;
        advance();
    }

    @Override
    public boolean hasNext() {
        return more;
    }

    @Override
    public T next() {
        if (!more) {
            throw new NoSuchElementException("there are no more rows");
        }
        try {
            T row = reader.read(rows);
            advance();
            return row;
        } catch (SQLException e) {
            throw PostgresFailures.reading("auditing", e);
        }
    }

    private void advance() {
        try {
            more = rows.next();
        } catch (SQLException e) {
            throw PostgresFailures.reading("auditing", e);
        }
    }
}
