package io.cofre.assembly.telemetry;

import io.cofre.ports.PortFailure;
import io.micrometer.core.instrument.Timer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The times of one operation of a port, by how it ended. */
final class Endings {
    private final Meters meters;
    private final String name;
    private final String description;
    private final String[] tags;
    private final Timer ok;

    Endings(Meters meters, String name, String description, String... tags) {
        this.meters = meters;
        this.name = name;
        this.description = description;
        this.tags = tags;
        this.ok = timer("ok");
    }

    private Timer timer(String outcome) {
        String[] all = Arrays.copyOf(tags, tags.length + 2);
        all[tags.length] = "outcome";
        all[tags.length + 1] = outcome;
        return meters.timer(name, description, all);
    }

    /** Runs it and counts its time. */
    <R> R of(Supplier<R> work) {
        Run run = begin();
        try {
            R result = work.get();
            run.ok();
            return result;
        } catch (RuntimeException e) {
            run.failed(e);
            throw e;
        }
    }

    Run begin() {
        return new Run();
    }

    /** What a failure is called in a label, and in a trace. */
    static String name(RuntimeException failure) {
        return switch (failure) {
            case PortFailure.Unavailable f -> "unavailable";
            case PortFailure.OutcomeUnknown f -> "outcome_unknown";
            case PortFailure.Rejected f -> "rejected";
            case PortFailure.Corrupt f -> "corrupt";
            default -> "fault";
        };
    }

    /** One operation under way; only its first end counts. Not thread-safe. */
    final class Run {
        private final long begun = System.nanoTime();
        private boolean ended;

        void ok() {
            end(ok);
        }

        /** Failures are rare enough to look their meter up. */
        void failed(RuntimeException failure) {
            if (!ended) {
                end(timer(name(failure)));
            }
        }

        private void end(Timer timer) {
            if (!ended) {
                ended = true;
                timer.record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
            }
        }
    }
}
