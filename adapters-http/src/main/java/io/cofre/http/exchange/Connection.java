package io.cofre.http.exchange;

/** What a handler may know of the connection that its request came over. */
public interface Connection {
    /**
     * Runs the action once the caller has gone away before its answer was whole, within a second; never where it stays.
     * At most one watch a request, and only after the request's body was read.
     */
    Watch whenGone(Runnable action);

    /** What goes on until it is ended. */
    @FunctionalInterface
    interface Watch {
        /** Nothing runs afterwards. */
        void end();
    }

    /** A connection that cannot tell. */
    static Connection silent() {
        return action -> () -> {};
    }
}
