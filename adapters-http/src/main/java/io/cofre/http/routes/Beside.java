package io.cofre.http.routes;

import io.cofre.domain.Reply;
import io.cofre.http.exchange.Around;
import io.cofre.ports.provider.ProviderSink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A call of a provider that runs beside the thread that answers. Its pieces wait in a short queue, so that a slow
 * caller slows the provider down. A caller that goes away aborts the call; what was used is committed all the same.
 */
final class Beside<R> implements ProviderSink {
    private static final int PIECES = 16;
    private static final long GLANCE_MILLIS = 100;

    private final BlockingQueue<Piece<R>> queue = new ArrayBlockingQueue<>(PIECES);
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Runnable> aborts = new ArrayList<>();
    private boolean gone;

    /** What comes out. */
    sealed interface Piece<R> {
        record Text<R>(String text) implements Piece<R> {}

        /** The last piece. */
        record Ended<R>(Reply<R> reply) implements Piece<R> {}

        /** The last piece, where the call failed. */
        record Broke<R>(RuntimeException failure) implements Piece<R> {}
    }

    static <R> Beside<R> start(Around around, Function<ProviderSink, Reply<R>> call) {
        Beside<R> beside = new Beside<>();
        Thread.ofVirtual().name("cofre-invoke").start(around.within(() -> beside.run(call)));
        return beside;
    }

    private void run(Function<ProviderSink, Reply<R>> call) {
        Piece<R> end;
        try {
            end = new Piece.Ended<>(call.apply(this));
        } catch (RuntimeException failure) {
            // Without a last piece the reader would wait for ever; it throws the failure on its own thread.
            end = new Piece.Broke<>(failure);
        }
        put(end);
        if (abandoned()) {
            // Nobody wants the pieces any more, but the thread that answers waits for the last one.
            queue.clear();
            var unused = queue.offer(end);
        }
    }

    /** The next piece; blocks. */
    Piece<R> next() {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abandon();
            throw new IllegalStateException("interrupted while a provider answered", e);
        }
    }

    /** The caller has gone. */
    void abandon() {
        List<Runnable> now;
        lock.lock();
        try {
            gone = true;
            now = List.copyOf(aborts);
            aborts.clear();
        } finally {
            lock.unlock();
        }
        now.forEach(Runnable::run);
    }

    @Override
    public void text(String piece) {
        put(new Piece.Text<>(piece));
    }

    @Override
    public void onAbandoned(Runnable abort) {
        lock.lock();
        try {
            if (!gone) {
                aborts.add(abort);
                return;
            }
        } finally {
            lock.unlock();
        }
        abort.run();
    }

    @Override
    public boolean abandoned() {
        lock.lock();
        try {
            return gone;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for room, as long as somebody may still take pieces out. */
    private void put(Piece<R> piece) {
        try {
            boolean taken = false;
            while (!taken && !abandoned()) {
                taken = queue.offer(piece, GLANCE_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
