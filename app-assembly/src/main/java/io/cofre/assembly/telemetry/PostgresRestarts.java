package io.cofre.assembly.telemetry;

import io.cofre.local.postgres.PostgresListener;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs and counts the unplanned ends of the node's own PostgreSQL. */
final class PostgresRestarts implements PostgresListener {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresRestarts.class);

    private final AtomicLong restarts = new AtomicLong();

    @Override
    public void stopped(String reason, Duration nextTry) {
        LOG.error("PostgreSQL has stopped, and is started again in {} ms: {}", nextTry.toMillis(), reason);
    }

    @Override
    public void restarted() {
        restarts.incrementAndGet();
        LOG.info("PostgreSQL runs again");
    }

    long count() {
        return restarts.get();
    }
}
