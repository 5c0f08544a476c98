package io.cofre.bench;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Many callers at once, each with its next piece of work as soon as it has an answer. */
final class Callers {
    private Callers() {}

    /**
     * Works through all of it; pieces a second.
     *
     * @param caller makes one caller, who need not be thread-safe
     */
    static <T> double rate(int callers, List<T> work, Supplier<Consumer<T>> caller) {
        AtomicInteger next = new AtomicInteger();
        List<Consumer<T>> all =
                IntStream.range(0, callers).mapToObj(i -> caller.get()).toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long begun = System.nanoTime();
            List<? extends Future<?>> running = all.stream()
                    .map(one -> threads.submit(() -> {
                        for (int mine = next.getAndIncrement(); mine < work.size(); mine = next.getAndIncrement()) {
                            one.accept(work.get(mine));
                        }
                    }))
                    .toList();
            for (Future<?> one : running) {
                one.get();
            }
            return work.size() / Seconds.since(begun);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
