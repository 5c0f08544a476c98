package io.cofre.postgres.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.Change;
import io.cofre.ports.span.VerifiedSpan;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.Nasty;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.fixtures.SettableClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WaitingTest {
    private final Facts facts = new Facts(Seeds.next(), SettableClock.atStart());
    private final Waiting waiting = new Waiting(300, 8L << 20);

    private Waiting.Entry entry() {
        return Waiting.Entry.of(facts.span(facts.key()).change());
    }

    private List<Waiting.Entry> entries(int count) {
        return IntStream.range(0, count).mapToObj(i -> entry()).toList();
    }

    private Waiting.Entry spans(int count, String content) {
        List<VerifiedSpan> spans = IntStream.range(0, count)
                .mapToObj(i -> facts.span(facts.key()).content(content).build())
                .toList();
        return Waiting.Entry.of(new Change(spans, List.of(), List.of(), Optional.empty()));
    }

    @Test
    void put_beyondTheBound_isUnavailableAndTakesNone() {
        waiting.put(entries(299));
        assertThatThrownBy(() -> waiting.put(entries(2)))
                .isInstanceOf(PortFailure.Unavailable.class)
                .hasMessageContaining("299 changes wait");
        waiting.put(entries(1));
        assertThat(waiting.drain()).hasSize(300);
        waiting.put(entries(300));
    }

    @Test
    void put_beyondTheBytes_isUnavailableUntilThereIsRoom() {
        String large = "\"" + Nasty.noise(200_000) + "\"";
        waiting.put(List.of(spans(20, large)));
        waiting.put(List.of(spans(20, large)));
        assertThatThrownBy(() -> waiting.put(List.of(spans(20, large)))).isInstanceOf(PortFailure.Unavailable.class);
        assertThat(waiting.take()).hasSize(1);
        waiting.put(List.of(spans(20, large)));
    }

    @Test
    void take_moreThanABatch_givesItInOrder() {
        List<Waiting.Entry> bulk = entries(200);
        waiting.put(bulk);
        assertThat(waiting.take()).isEqualTo(bulk.subList(0, 128));
        assertThat(waiting.take()).isEqualTo(bulk.subList(128, 200));
    }

    @Test
    void take_singleBehindBulk_goesFirst() {
        List<Waiting.Entry> bulk = entries(200);
        Waiting.Entry single = entry();
        waiting.put(bulk);
        waiting.put(List.of(single));
        List<Waiting.Entry> batch = waiting.take();
        assertThat(batch).hasSize(128).startsWith(single, bulk.getFirst());
    }

    @Test
    void take_singlesWithoutEnd_doNotStarveBulk() {
        List<Waiting.Entry> bulk = entries(2);
        waiting.put(bulk);
        List<Waiting.Entry> taken = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 128; j++) {
                waiting.put(List.of(entry()));
            }
            taken = waiting.take();
        }
        assertThat(taken).startsWith(bulk.getFirst(), bulk.getLast());
    }

    @Test
    void take_changesOfManySpansOrBytes_keepsToTheBatchsBounds() {
        Waiting.Entry wide = spans(100, "1");
        Waiting.Entry wider = spans(200, "1");
        Waiting.Entry heavy = spans(6, "\"" + Nasty.noise(150_000) + "\"");
        Waiting.Entry heavier = spans(3, "\"" + Nasty.noise(150_000) + "\"");
        waiting.put(List.of(wide, wider, heavy, heavier));
        assertThat(waiting.take()).containsExactly(wide);
        assertThat(waiting.take()).containsExactly(wider);
        assertThat(waiting.take()).containsExactly(heavy);
        assertThat(waiting.take()).containsExactly(heavier);
    }

    @Test
    void close_whileSomethingWaits_isTakenAndThenNothing() {
        Waiting.Entry last = entry();
        waiting.put(List.of(last));
        waiting.close();
        assertThat(waiting.take()).containsExactly(last);
        assertThat(waiting.take()).isEmpty();
        assertThatThrownBy(() -> waiting.put(entries(1))).isInstanceOf(PortFailure.Unavailable.class);
    }
}
