package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.node.Invalidation;
import io.cofre.testkit.fixtures.Nasty;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Notices of one node to itself; {@link SharedInvalidationContract} has those to others. */
public interface InvalidationContract {
    /** A node that nobody listens on. */
    Invalidation invalidation();

    private static Invalidation.Notice token(String key) {
        return new Invalidation.Notice(Invalidation.About.TOKEN, key);
    }

    @Test
    @Kills("tells nobody")
    default void publish_everyKindOfNotice_wasHeardWhenItReturns() {
        Invalidation invalidation = invalidation();
        List<Invalidation.Notice> heard = Collections.synchronizedList(new ArrayList<>());
        try (Invalidation.Registration registration = invalidation.listen(heard::add)) {
            assertThat(registration).isNotNull();
            List<Invalidation.Notice> expected = new ArrayList<>();
            for (Invalidation.About about : Invalidation.About.values()) {
                for (String key : List.of("", "key", Nasty.SQL, Nasty.EMOJI, "a|b\nc")) {
                    Invalidation.Notice notice = new Invalidation.Notice(about, key);
                    invalidation.publish(notice);
                    expected.add(notice);
                    assertThat(heard).last().isEqualTo(notice);
                }
            }
            assertThat(heard).isEqualTo(expected);
        }
    }

    @Test
    @Kills("tells one listener alone")
    default void publish_twoListeners_bothHear() {
        Invalidation invalidation = invalidation();
        Queue<Invalidation.Notice> one = new ConcurrentLinkedQueue<>();
        Queue<Invalidation.Notice> two = new ConcurrentLinkedQueue<>();
        try (Invalidation.Registration first = invalidation.listen(one::add);
                Invalidation.Registration second = invalidation.listen(two::add)) {
            assertThat(List.of(first, second)).hasSize(2);
            invalidation.publish(token("t"));
            assertThat(one).containsExactly(token("t"));
            assertThat(two).containsExactly(token("t"));
        }
    }

    @Test
    @Kills("tells who has left")
    default void close_once_endsThatListeningAndNoOther() {
        Invalidation invalidation = invalidation();
        Queue<Invalidation.Notice> ended = new ConcurrentLinkedQueue<>();
        Queue<Invalidation.Notice> going = new ConcurrentLinkedQueue<>();
        Invalidation.Registration first = invalidation.listen(ended::add);
        try (Invalidation.Registration second = invalidation.listen(going::add)) {
            assertThat(second).isNotNull();
            first.close();
            first.close();
            invalidation.publish(token("t"));
            assertThat(ended).isEmpty();
            assertThat(going).containsExactly(token("t"));
        }
    }

    @Test
    @Kills("lets one listener silence the others")
    default void publish_listenerFails_neitherThrowsNorSilencesOthers() {
        Invalidation invalidation = invalidation();
        Queue<Invalidation.Notice> heard = new ConcurrentLinkedQueue<>();
        try (Invalidation.Registration failing = invalidation.listen(notice -> {
                    throw new IllegalStateException("a listener's own fault");
                });
                Invalidation.Registration listening = invalidation.listen(heard::add)) {
            assertThat(List.of(failing, listening)).hasSize(2);
            invalidation.publish(token("one"));
            invalidation.publish(token("two"));
            assertThat(heard).containsExactly(token("one"), token("two"));
        }
    }

    @Test
    @Kills("tells many at a time")
    default void publish_fromManyThreads_callsListenersOneAtATime() {
        Invalidation invalidation = invalidation();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            keys.add("token-" + i);
        }
        try (Invalidation.Registration registration = invalidation.listen(notice -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            LockSupport.parkNanos(200_000); // long enough to be met by a second thread
            heard.add(notice.key());
            inside.decrementAndGet();
        })) {
            assertThat(registration).isNotNull();
            Together.run(keys, key -> {
                invalidation.publish(token(key));
                return key;
            });
            assertThat(heard).containsExactlyInAnyOrderElementsOf(keys);
            assertThat(most).hasValue(1);
        }
    }
}
