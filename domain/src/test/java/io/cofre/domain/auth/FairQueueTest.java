package io.cofre.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FairQueueTest {
    private final FairQueue<String> queue = new FairQueue<>(4);

    private void add(String address, String... waiting) {
        for (String one : waiting) {
            assertThat(queue.add(address, one)).isEmpty();
        }
    }

    private List<String> all() {
        List<String> turns = new ArrayList<>();
        Optional<String> next = queue.next();
        while (next.isPresent()) {
            turns.add(next.get());
            next = queue.next();
        }
        assertThat(queue.isEmpty()).isTrue();
        return turns;
    }

    @Test
    void next_ofSeveralAddresses_takesTurnsAndKeepsTheirOrder() {
        add("flood", "f1", "f2", "f3");
        add("honest", "h1");
        assertThat(all()).containsExactly("f1", "h1", "f2", "f3");
    }

    @Test
    void next_ofAnAddressThatComesBack_waitsBehindTheOthers() {
        add("flood", "f1", "f2");
        add("honest", "h1");
        assertThat(queue.next()).contains("f1");
        add("third", "t1");
        assertThat(all()).containsExactly("h1", "f2", "t1");
    }

    @Test
    void add_whereItIsFull_theNewestOfTheLongestLineLeaves() {
        add("flood", "f1", "f2", "f3");
        add("other", "o1");
        assertThat(queue.add("flood", "f4")).contains("f4");
        assertThat(queue.add("honest", "h1")).contains("f3");
        assertThat(queue.size()).isEqualTo(4);
        assertThat(all()).containsExactly("f1", "o1", "h1", "f2");
    }

    @Test
    void add_whereItIsFullOfLinesOfOne_theNewcomerLeaves() {
        add("a", "a1");
        add("b", "b1");
        add("c", "c1");
        add("d", "d1");
        assertThat(queue.add("e", "e1")).contains("e1");
        assertThat(all()).containsExactly("a1", "b1", "c1", "d1");
    }

    @Test
    void remove_ofOneThatWaits_happensOnce() {
        add("a", "a1", "a2");
        assertThat(queue.remove("a", "a1")).isTrue();
        assertThat(queue.remove("a", "a1")).isFalse();
        assertThat(queue.remove("b", "a2")).isFalse();
        assertThat(all()).containsExactly("a2");
    }
}
