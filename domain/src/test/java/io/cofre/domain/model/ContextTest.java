package io.cofre.domain.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.memory.Memories;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.provider.ProviderCall.Message;
import io.cofre.ports.provider.ProviderCall.Speaker;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.SpanId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ContextTest {
    private static final List<Message> ASKED = List.of(new Message(Speaker.USER, "And now?"));
    /** "What you remember of this user:" and the sign before each memory. */
    private static final int INTRODUCTION = 31;

    private static final int SIGN = 3;

    private static Memories.Hit hit(int number, String text) {
        return new Memories.Hit(
                new SpanId(new UUID(0x4000, 0x8000_0000_0000_0000L + number)),
                new OwnerId("ana@acme"),
                text,
                List.of(),
                MemoryEntry.Layer.SESSION,
                1,
                Instant.EPOCH);
    }

    @Test
    void remember_whatFits_goesBeforeTheMessagesAsOneSystemMessage() {
        Context.Remembered remembered =
                Context.remember(ASKED, List.of(hit(1, "likes espresso"), hit(2, "lives in Porto")), 1_000);
        assertThat(remembered.messages())
                .containsExactly(
                        new Message(
                                Speaker.SYSTEM, "What you remember of this user:\n- likes espresso\n- lives in Porto"),
                        ASKED.getFirst());
        assertThat(remembered.memories())
                .containsExactly(hit(1, "").id(), hit(2, "").id());
    }

    @Test
    void remember_oneThatIsTooLong_isPassedOverForTheNext() {
        String exactly = "x".repeat(4 * 20 - INTRODUCTION - SIGN);
        Context.Remembered remembered = Context.remember(ASKED, List.of(hit(1, exactly + "x"), hit(2, exactly)), 20);
        assertThat(remembered.memories()).containsExactly(hit(2, "").id());
        assertThat(remembered.messages().getFirst().text()).hasSize(4 * 20).doesNotContain(exactly + "x");
    }

    @Test
    void remember_severalThatFitAloneButNotTogether_takesTheBest() {
        String half = "x".repeat(40);
        Context.Remembered remembered = Context.remember(ASKED, List.of(hit(1, half), hit(2, half)), 20);
        assertThat(remembered.memories()).containsExactly(hit(1, "").id());
    }

    @Test
    void remember_noBudgetOrNothingFound_leavesTheMessagesAlone() {
        assertThat(Context.remember(ASKED, List.of(hit(1, "x")), 0))
                .isEqualTo(new Context.Remembered(ASKED, List.of()));
        assertThat(Context.remember(ASKED, List.of(), 1_000)).isEqualTo(new Context.Remembered(ASKED, List.of()));
    }
}
