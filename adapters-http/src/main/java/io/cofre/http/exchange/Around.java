package io.cofre.http.exchange;

import io.cofre.domain.Code;

/** What looks on while a request is answered: logs, metrics, traces. Thread-safe; throws nothing. */
public interface Around {
    /** Makes this thread one that works for the request, until it leaves. */
    Stay enter();

    /** A part of the request was refused: one span of a batch, whose answer is no refusal as a whole. */
    void refused(Code code);

    /** A thread's stay with the request; the same thread leaves. */
    @FunctionalInterface
    interface Stay {
        void leave();
    }

    /** The same work as part of the request, for another thread. */
    default Runnable within(Runnable work) {
        return () -> {
            Stay stay = enter();
            try {
                work.run();
            } finally {
                stay.leave();
            }
        };
    }

    /** Nobody looks on. */
    static Around nothing() {
        return new Around() {
            @Override
            public Stay enter() {
                return () -> {};
            }

            @Override
            public void refused(Code code) {}
        };
    }
}
