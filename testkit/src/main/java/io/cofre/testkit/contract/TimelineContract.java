package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.journal.Change;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.Timeline;
import io.cofre.ports.span.VerifiedSpan;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.Nasty;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Signals of commits. A signal may come twice, so what is compared are sets; a gap is nobody's fault here. */
public interface TimelineContract extends StoreContract {
    private static Timeline.Signal signal(VerifiedSpan span, Receipt receipt) {
        return new Timeline.Signal.Appended(span.header().tenant(), span.version(), receipt.position());
    }

    private static Set<Timeline.Signal> appended(Queue<Timeline.Signal> heard) {
        Set<Timeline.Signal> signals = new LinkedHashSet<>(heard);
        signals.removeIf(Timeline.Signal.Gap.class::isInstance);
        return signals;
    }

    @Test
    @Kills("signals nothing")
    default void subscribe_spansCommitted_hearsOfEach() {
        try (Stage stage = Stage.open(this)) {
            Queue<Timeline.Signal> heard = new ConcurrentLinkedQueue<>();
            try (Timeline.Subscription subscription = stage.bench.timeline().subscribe(heard::add)) {
                assertThat(subscription).isNotNull();
                Set<Timeline.Signal> expected = new LinkedHashSet<>();
                for (String content : List.of("1", "\"" + Nasty.noise(20_000) + "\"")) {
                    VerifiedSpan span = stage.draft().content(content).build();
                    expected.add(signal(span, stage.write(span)));
                }
                Await.until(() -> appended(heard).containsAll(expected));
                assertThat(appended(heard)).isEqualTo(expected);
            }
        }
    }

    @Test
    @Kills("signals what was refused")
    default void subscribe_refusedAndReplayedChanges_hearsNothingOfThem() {
        try (Stage stage = Stage.open(this)) {
            VerifiedSpan standing = stage.draft().build();
            Timeline.Signal first = signal(standing, stage.write(standing));
            Queue<Timeline.Signal> heard = new ConcurrentLinkedQueue<>();
            try (Timeline.Subscription subscription = stage.bench.timeline().subscribe(heard::add)) {
                assertThat(subscription).isNotNull();
                stage.commit(List.of(stage.draft().seq(5).change(), Change.of(standing)));
                VerifiedSpan last = stage.draft().build();
                Timeline.Signal end = signal(last, stage.write(last));
                Await.until(() -> appended(heard).contains(end));
                Set<Timeline.Signal> beyondEarlierOnes = appended(heard);
                beyondEarlierOnes.remove(first);
                assertThat(beyondEarlierOnes).containsExactly(end);
            }
        }
    }

    @Test
    @Kills("signals to one listener alone")
    default void subscribe_twoListeners_bothHear() {
        try (Stage stage = Stage.open(this)) {
            Queue<Timeline.Signal> one = new ConcurrentLinkedQueue<>();
            Queue<Timeline.Signal> two = new ConcurrentLinkedQueue<>();
            Timeline timeline = stage.bench.timeline();
            try (Timeline.Subscription first = timeline.subscribe(one::add);
                    Timeline.Subscription second = timeline.subscribe(two::add)) {
                assertThat(List.of(first, second)).hasSize(2);
                VerifiedSpan span = stage.draft().build();
                Timeline.Signal expected = signal(span, stage.write(span));
                Await.until(() -> one.contains(expected) && two.contains(expected));
            }
        }
    }

    @Test
    @Kills("signals after the subscription's end")
    default void close_once_endsTheSubscriptionAndNoOther() {
        try (Stage stage = Stage.open(this)) {
            Queue<Timeline.Signal> ended = new ConcurrentLinkedQueue<>();
            Queue<Timeline.Signal> going = new ConcurrentLinkedQueue<>();
            Timeline.Subscription first = stage.bench.timeline().subscribe(ended::add);
            try (Timeline.Subscription second = stage.bench.timeline().subscribe(going::add)) {
                assertThat(second).isNotNull();
                first.close();
                first.close();
                ended.clear();
                VerifiedSpan span = stage.draft().build();
                Timeline.Signal expected = signal(span, stage.write(span));
                Await.until(() -> going.contains(expected));
                assertThat(ended).isEmpty();
            }
        }
    }

    @Test
    @Kills("calls a listener from many threads")
    default void subscribe_manyWritersAtOnce_callsTheListenerOneAtATime() {
        try (Stage stage = Stage.open(this)) {
            AtomicInteger inside = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            Queue<Timeline.Signal> heard = new ConcurrentLinkedQueue<>();
            List<Facts> writers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                writers.add(stage.facts.fork());
            }
            try (Timeline.Subscription subscription = stage.bench.timeline().subscribe(signal -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                LockSupport.parkNanos(50_000); // long enough to be met by a second thread
                heard.add(signal);
                inside.decrementAndGet();
            })) {
                assertThat(subscription).isNotNull();
                Set<Timeline.Signal> expected = new LinkedHashSet<>();
                Together.run(writers, facts -> {
                            List<Timeline.Signal> mine = new ArrayList<>();
                            for (int i = 0; i < 16; i++) {
                                VerifiedSpan span = facts.span(stage.key).build();
                                mine.add(signal(span, stage.write(span)));
                            }
                            return mine;
                        })
                        .forEach(expected::addAll);
                Await.until(() -> appended(heard).containsAll(expected));
                assertThat(most).hasValue(1);
            }
        }
    }
}
