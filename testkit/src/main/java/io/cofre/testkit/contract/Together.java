package io.cofre.testkit.contract;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

/** Does things at once, and fails where they do not end. */
final class Together {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private Together() {}

    /** One thread an element, all let go together; the results in the elements' order. */
    static <T, R> List<R> run(List<T> elements, Function<T, R> body) {
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<R>> running = new ArrayList<>();
            for (T element : elements) {
                running.add(threads.submit(() -> {
                    go.await();
                    return body.apply(element);
                }));
            }
            go.countDown();
            try {
                return results(running);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    /** The same, while the calling thread does something else over and over until all have ended. */
    static <T> void runBeside(List<T> elements, Consumer<T> body, Runnable meanwhile) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> running = new ArrayList<>();
            for (T element : elements) {
                running.add(threads.submit(() -> {
                    body.accept(element);
                    return true;
                }));
            }
            try {
                long end = System.nanoTime() + DEADLINE.toNanos();
                while (!running.stream().allMatch(Future::isDone) && System.nanoTime() < end) {
                    meanwhile.run();
                }
                results(running);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static <R> List<R> results(List<Future<R>> running) {
        List<R> results = new ArrayList<>();
        long end = System.nanoTime() + DEADLINE.toNanos();
        for (Future<R> one : running) {
            try {
                results.add(one.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS));
            } catch (TimeoutException tooLong) {
                throw new AssertionError("not done after " + DEADLINE, tooLong);
            } catch (ExecutionException failed) {
                throw new AssertionError("a parallel call failed: " + failed.getCause(), failed.getCause());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", interrupted);
            }
        }
        return results;
    }
}
