package io.cofre.assembly.node;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Says what takes long, once it does. */
public final class Progress {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final PrintStream out;

    public Progress(PrintStream out) {
        this.out = out;
    }

    /** Runs the work; past two seconds, and every ten from then on, says what it is. */
    public <T> T during(String what, Supplier<T> work) {
        CountDownLatch done = new CountDownLatch(1);
        Thread watcher = Thread.ofVirtual().name("progress").start(() -> watch(what, done));
        try {
            return work.get();
        } finally {
            done.countDown();
            watcher.interrupt();
        }
    }

    private void watch(String what, CountDownLatch done) {
        try {
            Duration wait = PATIENCE;
            long seconds = 0;
            while (!done.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                seconds += wait.toSeconds();
                out.println("cofre: " + what + " (" + seconds + " s)");
                wait = AGAIN;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
