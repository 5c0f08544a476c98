package io.cofre.local.postgres;

import java.time.Duration;

/**
 * Hears of the server's unplanned ends. Called by the supervising thread, one call at a time; a callback that blocks
 * delays the restart, and none may call {@link EmbeddedPostgres#close()}.
 */
public interface PostgresListener {
    /**
     * The server ended although nobody closed it, or an attempt to restart it failed.
     *
     * @param reason how it ended, and the tail of its log
     * @param nextTry the pause before the next attempt
     */
    void stopped(String reason, Duration nextTry);

    /** The server is ready again, at the same address. */
    void restarted();

    /** A listener for those who do not want to know. */
    static PostgresListener silent() {
        return new PostgresListener() {
            @Override
            public void stopped(String reason, Duration nextTry) {}

            @Override
            public void restarted() {}
        };
    }
}
