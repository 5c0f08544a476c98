package io.cofre.ports.span;

import java.util.function.Consumer;

/**
 * Tells that something was committed, on whichever node. A signal may come twice, or not at all while the connection
 * behind it is being renewed; a {@link Signal.Gap} follows then, and the listener reads on from the position it knows.
 */
public interface Timeline {
    /**
     * Calls the listener from one thread at a time, until the subscription is closed; the listener must not block.
     * Closing twice does nothing.
     */
    Subscription subscribe(Consumer<Signal> listener);

    /** What is heard. */
    sealed interface Signal {
        record Appended(TenantId tenant, SpanVersion version, long position) implements Signal {}

        record Gap() implements Signal {}
    }

    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
