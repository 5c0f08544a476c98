package io.cofre.http.helidon;

import java.util.concurrent.TimeUnit;

/**
 * How long the next bytes of one connection may be waited for, by what it is in the middle of. Of a body only the time
 * counts in which it was waited for, not that in which its bytes were worked on. Not thread-safe.
 */
final class Deadlines {
    enum Stage {
        /** No byte of the next request has come. */
        IDLE,
        HEAD,
        /** The head was handed on: body and answer. */
        BODY
    }

    private final Patience patience;
    private final long idle;
    private Stage stage = Stage.IDLE;
    private long headBegan;
    private long waited;
    private long bytes;

    /** @param idle nanoseconds */
    Deadlines(Patience patience, long idle) {
        this.patience = patience;
        this.idle = idle;
    }

    Stage stage() {
        return stage;
    }

    /** The nanoseconds that are left from {@code now}; 0 or less where there are none. */
    long left(long now) {
        return switch (stage) {
            case IDLE -> idle;
            case HEAD -> headBegan + patience.head().toNanos() - now;
            case BODY -> Math.min(patience.stall().toNanos(), paid() - waited);
        };
    }

    private long paid() {
        return patience.stall().toNanos() + bytes * (TimeUnit.SECONDS.toNanos(1) / patience.bytesPerSecond());
    }

    /** Bytes came that were waited for between two moments. */
    void came(int length, long from, long now) {
        switch (stage) {
            case IDLE -> {
                stage = Stage.HEAD;
                headBegan = now;
            }
            case HEAD -> {}
            case BODY -> {
                waited += now - from;
                bytes += length;
            }
        }
    }

    /** The head of a request is whole. */
    void atBody() {
        stage = Stage.BODY;
        waited = 0;
        bytes = 0;
    }

    /** The request is answered, and nothing of it is left to be read. */
    void atEnd() {
        stage = Stage.IDLE;
    }
}
