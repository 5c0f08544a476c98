package io.cofre.providers;

import io.cofre.ports.provider.ProviderSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A caller that can go away. */
final class CollectingSink implements ProviderSink {
    final List<String> pieces = new CopyOnWriteArrayList<>();
    private final CountDownLatch firstPiece = new CountDownLatch(1);
    private final AtomicReference<Runnable> abort = new AtomicReference<>(() -> {});
    private volatile boolean gone;

    @Override
    public void text(String piece) {
        pieces.add(piece);
        firstPiece.countDown();
    }

    @Override
    public void onAbandoned(Runnable registered) {
        abort.set(registered);
        if (gone) {
            registered.run();
        }
    }

    @Override
    public boolean abandoned() {
        return gone;
    }

    void goAway() {
        gone = true;
        abort.get().run();
    }

    boolean awaitFirstPiece() throws InterruptedException {
        return firstPiece.await(10, TimeUnit.SECONDS);
    }
}
