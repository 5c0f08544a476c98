package io.cofre.ports.node;

import java.util.function.Consumer;

/**
 * Tells every node to forget what it has cached of a thing: a revocation is seen within 1 s everywhere. Best effort:
 * entries live 30 s at most all the same. Thread-safe.
 */
public interface Invalidation {
    /**
     * Returns once the notice is on its way; the sender's own listeners were called before. Never throws: a lost notice
     * is logged and counted.
     */
    void publish(Notice notice);

    /** Listeners are called one at a time and must not block. */
    Registration listen(Consumer<Notice> listener);

    /**
     * What to forget.
     *
     * @param about what kind of thing changed
     * @param key its id; no secret
     */
    record Notice(About about, String key) {}

    /** What nodes cache. */
    enum About {
        TOKEN,
        WALLET,
        TENANT,
        KEY,
        /** Notices may have been lost: forget everything. */
        ALL
    }

    /** Ends the listening; twice does nothing. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
