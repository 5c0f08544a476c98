package io.cofre.http.helidon;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Writes to one connection in slices, and tells for how long the slice under way has waited. */
final class BoundedWriter implements DataWriter {
    /** Whoever takes this much within the limit is slow, and not gone. */
    private static final int SLICE = 64 << 10;

    private static final long NONE = Long.MIN_VALUE;

    private final DataWriter writer;
    /** When the slice under way began ({@link System#nanoTime}). */
    private final AtomicLong begun = new AtomicLong(NONE);

    BoundedWriter(DataWriter writer) {
        this.writer = writer;
    }

    /** Whether a slice is under way that began before that time. */
    boolean waitsSince(long time) {
        long since = begun.get();
        return since != NONE && since - time < 0;
    }

    @Override
    public void write(BufferData... buffers) {
        sliced(BufferData.create(buffers), writer::write);
    }

    @Override
    public void write(BufferData buffer) {
        sliced(buffer, writer::write);
    }

    @Override
    public void writeNow(BufferData... buffers) {
        sliced(BufferData.create(buffers), writer::writeNow);
    }

    @Override
    public void writeNow(BufferData buffer) {
        sliced(buffer, writer::writeNow);
    }

    @Override
    public void flush() {
        timed(writer::flush);
    }

    @Override
    public void close() {
        writer.close();
    }

    private void sliced(BufferData buffer, Consumer<BufferData> write) {
        if (buffer.available() <= SLICE) {
            timed(() -> write.accept(buffer));
            return;
        }
        while (buffer.available() > 0) {
            byte[] slice = new byte[Math.min(SLICE, buffer.available())];
            int length = buffer.read(slice, 0, slice.length);
            timed(() -> write.accept(BufferData.create(slice, 0, length)));
        }
    }

    private void timed(Runnable write) {
        begun.set(System.nanoTime());
        try {
            write.run();
        } finally {
            begun.set(NONE);
        }
    }
}
