package io.cofre.postgres.journal;

import io.cofre.ports.Dependency;
import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.span.VerifiedSpan;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The changes that wait while a batch is being written: two lanes, so that whoever sent one change is not held up by
 * those who sent a thousand. Bounded; thread-safe; locks that virtual threads may wait for.
 */
final class Waiting {
    /** The most spans of a batch; one change with more goes alone. */
    static final int BATCH_SPANS = 128;

    /** The most canonical bytes of a batch; one change with more goes alone. */
    static final int BATCH_BYTES = 1 << 20;

    /** After so many batches that left the bulk lane waiting, one begins there: it is slower, and never starves. */
    private static final int PATIENCE = 7;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Queue<Entry> singles = new ArrayDeque<>();
    private final Queue<Entry> bulk = new ArrayDeque<>();
    private final int mostChanges;
    private final long mostBytes;
    private long bytes;
    private int passedOver;
    private boolean closed;

    Waiting(int mostChanges, long mostBytes) {
        this.mostChanges = mostChanges;
        this.mostBytes = mostBytes;
    }

    /** One change and whoever waits for it. */
    record Entry(Change change, int bytes, CompletableFuture<Outcome> outcome) {
        static Entry of(Change change) {
            int bytes = 0;
            for (VerifiedSpan span : change.spans()) {
                bytes = bytes + span.canonical().length();
            }
            return new Entry(change, bytes, new CompletableFuture<>());
        }
    }

    /**
     * All of them or none.
     *
     * @throws PortFailure.Unavailable at once, where there is no room or no journal any more
     */
    void put(List<Entry> entries) {
        long more = entries.stream().mapToLong(Entry::bytes).sum();
        lock.lock();
        try {
            if (closed) {
                throw new PortFailure.Unavailable(Dependency.LEDGER, "the journal was closed");
            }
            int waiting = singles.size() + bulk.size();
            // What is alone in the queue fits, however large it is.
            if (waiting + entries.size() > mostChanges || (waiting > 0 && bytes + more > mostBytes)) {
                throw new PortFailure.Unavailable(
                        Dependency.LEDGER, "the journal is full: " + waiting + " changes wait; try again later");
            }
            (entries.size() == 1 ? singles : bulk).addAll(entries);
            bytes = bytes + more;
            filled.signal();
        } finally {
            lock.unlock();
        }
    }

    /** What goes into the next batch; blocks until there is something, and is empty once closed and drained. */
    List<Entry> take() {
        lock.lock();
        try {
            while (singles.isEmpty() && bulk.isEmpty() && !closed) {
                filled.awaitUninterruptibly();
            }
            // Of its full size from the start: nothing may fail between taking an entry out and giving it away.
            List<Entry> batch = new ArrayList<>(BATCH_SPANS);
            boolean bulkFirst = passedOver >= PATIENCE;
            fill(batch, bulkFirst ? bulk : singles);
            fill(batch, bulkFirst ? singles : bulk);
            passedOver = bulk.isEmpty() || bulkFirst ? 0 : passedOver + 1;
            for (Entry entry : batch) {
                bytes = bytes - entry.bytes();
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private static void fill(List<Entry> batch, Queue<Entry> lane) {
        int spans = 0;
        long size = 0;
        for (Entry entry : batch) {
            spans = spans + entry.change().spans().size();
            size = size + entry.bytes();
        }
        for (Entry next = lane.peek(); next != null; next = lane.peek()) {
            spans = spans + next.change().spans().size();
            size = size + next.bytes();
            if (!batch.isEmpty() && (spans > BATCH_SPANS || size > BATCH_BYTES)) {
                return;
            }
            batch.add(lane.remove());
        }
    }

    /** Takes whatever waits, without waiting. */
    List<Entry> drain() {
        lock.lock();
        try {
            List<Entry> all = new ArrayList<>(singles);
            all.addAll(bulk);
            singles.clear();
            bulk.clear();
            bytes = 0;
            return all;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return singles.size() + bulk.size();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Takes nothing more in. */
    void close() {
        lock.lock();
        try {
            closed = true;
            filled.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
