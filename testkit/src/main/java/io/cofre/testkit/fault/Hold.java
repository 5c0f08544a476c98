package io.cofre.testkit.fault;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A call that is held back before it happens. Thread-safe. */
public final class Hold {
    private static final int MOST_SECONDS = 20;

    private final String method;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    Hold(String method) {
        this.method = method;
    }

    /** Waits until the call has come. */
    public void awaitReached() {
        await(reached);
    }

    /** Lets the call happen. */
    public void release() {
        released.countDown();
    }

    String method() {
        return method;
    }

    void pass() {
        reached.countDown();
        await(released);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nothing came of a call held back within " + MOST_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
