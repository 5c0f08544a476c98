package io.cofre.assembly.node;

import io.cofre.assembly.config.SchedulerConfig;
import io.cofre.assembly.wiring.Assembled;
import io.cofre.domain.Cofre;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node does now and then, on one thread: writes down which tokens were used, and, as a scheduler, cleans up what
 * has expired. Several schedulers may run at once; each task that fails is tried again in the next round.
 */
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final int AT_A_TIME = 200;
    private static final int MOST_ROUNDS = 1_000;
    private static final Duration ORPHANS_EVERY = Duration.ofHours(1);
    private static final Duration STOPPING = Duration.ofSeconds(10);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("cofre-upkeep").daemon().factory());
    private final Assembled node;

    private Upkeep(Assembled node) {
        this.node = node;
    }

    /** One thing to clean up; each run returns how many there were. */
    private record Task(String name, IntSupplier work) {}

    /**
     * Begins.
     *
     * @param scheduler whether the node has the role
     */
    static Upkeep start(Assembled node, SchedulerConfig config, boolean scheduler) {
        Upkeep upkeep = new Upkeep(node);
        upkeep.every(config.lastUseEvery(), new Task("last use", upkeep::writeLastUse));
        if (scheduler) {
            upkeep.sweeps().forEach(task -> upkeep.every(config.sweepEvery(), task));
            upkeep.every(
                    ORPHANS_EVERY,
                    new Task(
                            "orphaned secrets",
                            () -> node.cofre().upkeep().sweepOrphanedSecrets().sweep()));
        }
        return upkeep;
    }

    private List<Task> sweeps() {
        Cofre cofre = node.cofre();
        List<Task> tasks = new ArrayList<>();
        tasks.add(new Task(
                "expired tokens", repeated(() -> cofre.upkeep().expireKeys().expire(AT_A_TIME))));
        tasks.add(new Task(
                "expired memories",
                repeated(() -> cofre.upkeep().expireMemories().expire(AT_A_TIME))));
        tasks.add(new Task(
                "dropped secrets",
                repeated(() -> cofre.upkeep().destroyDroppedSecrets().destroy())));
        tasks.add(new Task("wallet sessions", () -> node.sessions().sweep(now())));
        tasks.add(new Task("ledger nonces", () -> node.sweep().nonces()));
        tasks.add(new Task("idempotency records", () -> node.sweep().repeats()));
        return tasks;
    }

    /** As long as there is anything, up to a bound that lets the other tasks have their turn. */
    private static IntSupplier repeated(IntSupplier work) {
        return () -> {
            int all = 0;
            for (int round = 0; round < MOST_ROUNDS; round++) {
                int done = work.getAsInt();
                all += done;
                if (done == 0) {
                    break;
                }
            }
            return all;
        };
    }

    private void every(Duration time, Task task) {
        // A task tells its own failures.
        var unused =
                thread.scheduleWithFixedDelay(() -> run(task), time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void run(Task task) {
        try {
            int done = task.work.getAsInt();
            if (done > 0) {
                LOG.debug("{}: {}", task.name, done);
            }
        } catch (RuntimeException e) {
            // What escapes would end the task's repetition without a word.
            LOG.warn("{} could not be done and will be tried again", task.name, e);
        }
    }

    private int writeLastUse() {
        node.cofre().upkeep().lastUse().write();
        return 0;
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }

    /** Ends the round under way, and writes down the last uses. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOPPING.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
        run(new Task("last use", this::writeLastUse));
    }
}
