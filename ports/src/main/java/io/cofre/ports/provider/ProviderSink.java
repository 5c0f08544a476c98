package io.cofre.ports.provider;

/** Where a provider's text goes while it comes. */
public interface ProviderSink {
    /** The next piece; called on the invoking thread, and may block as back-pressure. */
    void text(String piece);

    /**
     * Registers what aborts the call; run at most once, from any thread, as soon as the caller goes away; at once where
     * it has gone already.
     */
    void onAbandoned(Runnable abort);

    /** Whether the caller has gone away. */
    boolean abandoned();
}
