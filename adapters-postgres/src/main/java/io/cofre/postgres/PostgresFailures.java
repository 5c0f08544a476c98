package io.cofre.postgres;

import io.cofre.ports.Dependency;
import io.cofre.ports.PortFailure;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jooq.exception.DataAccessException;
import org.postgresql.util.PSQLException;

/**
 * Turns what the driver, jOOQ and the pool throw into {@link PortFailure}; nothing else in this module does. Messages
 * carry the SQL state and no text of the server's, which may quote a row.
 */
public final class PostgresFailures {
    private static final Set<String> DATA = Set.of("22", "23", "54");
    private static final Set<String> PASSING = Set.of("08", "25", "40", "53", "55", "57", "58");

    private PostgresFailures() {}

    /** Runs a read, or anything that was certainly undone where it fails. */
    public static <T> T read(String what, Supplier<T> body) {
        return read(Dependency.LEDGER, what, body);
    }

    /** The same for what is not the ledger's, though it stands in the same database. */
    public static <T> T read(Dependency of, String what, Supplier<T> body) {
        try {
            return body.get();
        } catch (DataAccessException e) {
            throw reading(of, what, e);
        }
    }

    /** Runs one write that commits by itself, of which it may stay unknown whether it did. */
    public static <T> T write(String what, Supplier<T> body) {
        return write(Dependency.LEDGER, what, body);
    }

    /** The same for what is not the ledger's, though it stands in the same database. */
    public static <T> T write(Dependency of, String what, Supplier<T> body) {
        try {
            return body.get();
        } catch (DataAccessException e) {
            throw writing(of, what, e);
        }
    }

    /** A failure before which nothing was asked to last. */
    public static PortFailure reading(String what, Exception e) {
        return reading(Dependency.LEDGER, what, e);
    }

    private static PortFailure reading(Dependency of, String what, Exception e) {
        String text = what + " failed: " + describe(e);
        String state = state(e).orElse("08000");
        if (state.startsWith("XX")) {
            return new PortFailure.Corrupt(text + "; look at the server's log", e);
        }
        if (PASSING.contains(state.substring(0, 2))) {
            return new PortFailure.Unavailable(of, text + "; try again later", e);
        }
        return new PortFailure.Rejected(text + "; the program does not fit the database or its rights", e);
    }

    /** A failure of a statement that commits, or of the commit itself. */
    public static PortFailure writing(Dependency of, String what, Exception e) {
        return endUnseen(e)
                ? new PortFailure.OutcomeUnknown(
                        of, what + " was sent and its end not seen: " + describe(e) + "; ask what became of it", e)
                : reading(of, what, e);
    }

    /** The server refused a value for what it is: the same again will be refused again. */
    public static boolean isData(Exception e) {
        return state(e).filter(state -> DATA.contains(state.substring(0, 2))).isPresent();
    }

    /** The server undid a transaction for another's sake: the same again may succeed at once. */
    public static boolean isConflict(Exception e) {
        return state(e).filter(state -> state.startsWith("40")).isPresent();
    }

    /** The SQL state, and which constraint where one refused: nothing that quotes a row. */
    public static String describe(Exception e) {
        String state = state(e).map(found -> "SQL state " + found).orElse("no answer");
        return constraint(e).map(name -> state + ", constraint " + name).orElse(state);
    }

    /** No connection was had at all (08001, 08004), or the server said what is wrong: else the end is not known. */
    private static boolean endUnseen(Exception e) {
        if (cause(e).filter(SQLTransientConnectionException.class::isInstance).isPresent()) {
            return false;
        }
        String state = state(e).orElse("08000");
        boolean neverConnected = state.equals("08001") || state.equals("08004");
        return !neverConnected && (state.startsWith("08") || state.startsWith("57P"));
    }

    private static Optional<String> state(Exception e) {
        return cause(e).map(SQLException::getSQLState).filter(state -> state.length() == 5);
    }

    private static Optional<String> constraint(Exception e) {
        return cause(e).filter(PSQLException.class::isInstance)
                .map(PSQLException.class::cast)
                .flatMap(sql -> Optional.ofNullable(sql.getServerErrorMessage()))
                .flatMap(message -> Optional.ofNullable(message.getConstraint()));
    }

    /** The first SQLException of the chain that has a state, else the first one. */
    private static Optional<SQLException> cause(Exception e) {
        Optional<SQLException> first = Optional.empty();
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql) {
                if (sql.getSQLState() != null) {
                    return Optional.of(sql);
                }
                first = first.or(() -> Optional.of(sql));
            }
        }
        return first;
    }
}
