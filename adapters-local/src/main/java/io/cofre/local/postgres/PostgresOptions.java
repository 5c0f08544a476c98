package io.cofre.local.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How to run an embedded PostgreSQL.
 *
 * @param port the port of 127.0.0.1 to listen on, 1 to 65535; empty = any free one
 * @param binaries the directory to unpack the binaries in, which several servers may share; empty = the data directory
 * @param readyWithin how long a start may take, recovery after a crash included
 * @param stopWithin how long a stop may wait for the final checkpoint before the server is stopped as in a crash
 * @param listener hears of unplanned ends
 */
public record PostgresOptions(
        OptionalInt port,
        Optional<Path> binaries,
        Duration readyWithin,
        Duration stopWithin,
        PostgresListener listener) {
    public PostgresOptions {
        port.ifPresent(number -> {
            if (number < 1 || number > 65_535) {
                throw new IllegalArgumentException("port must be 1 to 65535, not " + number);
            }
        });
        if (!readyWithin.isPositive() || !stopWithin.isPositive()) {
            throw new IllegalArgumentException("readyWithin and stopWithin must be longer than zero");
        }
    }

    /** Any free port, binaries beside the data, two minutes to start, twenty seconds to stop, nobody listening. */
    public static PostgresOptions defaults() {
        return new PostgresOptions(
                OptionalInt.empty(),
                Optional.empty(),
                Duration.ofMinutes(2),
                Duration.ofSeconds(20),
                PostgresListener.silent());
    }

    public PostgresOptions withPort(int number) {
        return new PostgresOptions(OptionalInt.of(number), binaries, readyWithin, stopWithin, listener);
    }

    public PostgresOptions withBinaries(Path directory) {
        return new PostgresOptions(port, Optional.of(directory), readyWithin, stopWithin, listener);
    }

    public PostgresOptions withListener(PostgresListener hearer) {
        return new PostgresOptions(port, binaries, readyWithin, stopWithin, hearer);
    }
}
