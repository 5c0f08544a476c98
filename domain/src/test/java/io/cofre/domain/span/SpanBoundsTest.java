package io.cofre.domain.span;

import static io.cofre.domain.span.Drafting.OTHER;
import static io.cofre.domain.span.Drafting.SPAN;
import static io.cofre.domain.span.Drafting.assertRefused;
import static io.cofre.domain.span.Drafting.drafted;
import static io.cofre.domain.span.Drafting.value;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Code;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.span.SpanForm.Drafted;
import io.cofre.ports.span.CanonicalBytes;
import org.junit.jupiter.api.Test;

class SpanBoundsTest {
    @Test
    void draft_1001Relations_areRefused() {
        String thousand = ("\"" + OTHER + "\",").repeat(1_000);

        assertThat(drafted(SPAN.with("related_to", value("[" + thousand.substring(0, thousand.length() - 1) + "]")))
                        .header()
                        .relatedTo())
                .hasSize(1_000);
        assertRefused(
                SpanForm.draft(SPAN.with("related_to", value("[" + thousand + "\"" + OTHER + "\"]"))),
                Code.LEDGER_MALFORMED,
                "/related_to");
    }

    @Test
    void draft_canonicalSize_isBoundedExactly() {
        int room = CanonicalBytes.MAX_BYTES
                - drafted(SPAN.with("content", "")).canonical().length();

        assertThat(drafted(SPAN.with("content", "a".repeat(room))).canonical().length())
                .isEqualTo(CanonicalBytes.MAX_BYTES);
        assertRefused(SpanForm.draft(SPAN.with("content", "a".repeat(room + 1))), Code.LEDGER_MALFORMED, "");
        assertRefused(
                SpanForm.draft("{}".repeat(1).concat(" ".repeat(2_000_000)).getBytes(UTF_8)),
                Code.LEDGER_MALFORMED,
                "");
    }

    @Test
    void draft_depth_isBoundedExactly_byEitherWayIn() {
        String fits = "[".repeat(59) + "]".repeat(59);
        String tooDeep = "[".repeat(60) + "]".repeat(60);
        String pointer = "/content" + "/0".repeat(59);

        assertThat(SpanForm.draft(SPAN.with("content", value(fits)))).isInstanceOf(Drafted.class);
        assertRefused(SpanForm.draft(SPAN.with("content", value(tooDeep))), Code.LEDGER_MALFORMED, pointer);
        assertThat(SpanForm.draft(bytes(SPAN.with("content", value(fits))))).isInstanceOf(Drafted.class);
        assertRefused(SpanForm.draft(bytes(SPAN.with("content", value(tooDeep)))), Code.LEDGER_MALFORMED, pointer);
        assertRefused(
                SpanForm.draft(SPAN.with("content", value("{\"a\":[1," + "[".repeat(58) + "]".repeat(58) + "]}"))),
                Code.LEDGER_MALFORMED,
                "/content/a/1" + "/0".repeat(57));
    }

    private static byte[] bytes(JsonObject span) {
        return io.cofre.domain.json.Canonical.bytes(span);
    }
}
