package io.cofre.assembly.node;

import io.cofre.ports.PortFailure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does a node's chores, on one thread. One that fails is told and tried again at its next time, beside the others. */
final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("cofre-upkeep").daemon().factory());
    private final Chore last;

    private Upkeep(Chore last) {
        this.last = last;
    }

    /**
     * Begins.
     *
     * @param last done now and then like the others, and once more at the close
     */
    static Upkeep start(List<Chore> chores, Chore last) {
        Upkeep upkeep = new Upkeep(last);
        chores.forEach(upkeep::schedule);
        upkeep.schedule(last);
        return upkeep;
    }

    private void schedule(Chore chore) {
        long every = chore.every().toMillis();
        // A chore tells its own failures.
        var unused = thread.scheduleWithFixedDelay(() -> run(chore), every, every, TimeUnit.MILLISECONDS);
    }

    private static void run(Chore chore) {
        try {
            int done = chore.work().getAsInt();
            if (done > 0) {
                LOG.debug("{}: {}", chore.name(), done);
            }
        } catch (PortFailure e) {
            // Its own words hold no secret, and say enough; those of a driver below it are not ours.
            LOG.warn("{} could not be done and will be tried again: {}", chore.name(), e.getMessage());
        } catch (RuntimeException | Error e) {
            // What is thrown on would end this chore for good, silently.
            LOG.error("{} failed and will be tried again", chore.name(), e);
        }
    }

    /** Lets what is under way end within the time, and does the last chore. */
    void close(Duration atMost) {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
        run(last);
    }
}
