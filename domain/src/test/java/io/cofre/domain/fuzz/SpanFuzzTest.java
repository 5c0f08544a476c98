package io.cofre.domain.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.cofre.domain.json.Canonical;
import io.cofre.domain.json.JsonFault;
import io.cofre.domain.json.JsonLimits;
import io.cofre.domain.json.JsonParse;
import io.cofre.domain.json.JsonReader;
import io.cofre.domain.json.JsonValue;
import io.cofre.domain.span.SignedSpan;
import io.cofre.domain.span.SpanDraft;
import io.cofre.domain.span.SpanForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.erdtman.jcs.JsonCanonicalizer;

/** Spans and the JSON they are made of. */
class SpanFuzzTest {
    private static final JsonLimits LIMITS = new JsonLimits(1 << 20, SpanForm.MAX_DEPTH);

    /** Whatever is read has one canonical form, the same that another implementation of RFC 8785 gives. */
    @FuzzTest
    void read_anyBytes_isRefusedOrHasOneCanonicalForm(byte[] text) throws IOException {
        switch (JsonReader.read(text, LIMITS)) {
            case JsonParse.Refused(JsonFault fault) ->
                assertThat(fault.message()).isNotBlank();
            case JsonParse.Parsed(JsonValue value) -> {
                byte[] canonical = Canonical.bytes(value);
                assertThat(canonical(canonical)).isEqualTo(canonical);
                // The other implementation takes objects and arrays only.
                if (canonical[0] == '{' || canonical[0] == '[') {
                    assertThat(new String(canonical, StandardCharsets.UTF_8))
                            .isEqualTo(new JsonCanonicalizer(text).getEncodedString());
                }
            }
        }
    }

    @FuzzTest
    void signed_anyBytes_isRefusedByACodeOrReadsTheSameAgain(byte[] text) {
        switch (SpanForm.signed(text)) {
            case SpanForm.Refused refused ->
                assertThat(refused.problem().code().wire())
                        .isIn(Set.of(
                                "ledger.malformed", "ledger.unsigned", "ledger.hash_mismatch", "ledger.alg_unknown"));
            case SpanForm.Signed(SignedSpan span) -> {
                assertThat(canonical(span.draft().canonical().bytes()))
                        .isEqualTo(span.draft().canonical().bytes());
            }
        }
    }

    @FuzzTest
    void draft_anyBytes_isRefusedByACodeOrReadsTheSameAgain(byte[] text) {
        switch (SpanForm.draft(text)) {
            case SpanForm.Refused refused ->
                assertThat(refused.problem().code().wire()).isIn(Set.of("ledger.malformed", "ledger.already_signed"));
            case SpanForm.Drafted(SpanDraft draft) -> {
                byte[] canonical = draft.canonical().bytes();
                assertThat(canonical(canonical)).isEqualTo(canonical);
            }
        }
    }

    private static byte[] canonical(byte[] text) {
        return switch (JsonReader.readStored(text, LIMITS)) {
            case JsonParse.Parsed(JsonValue value) -> Canonical.bytes(value);
            case JsonParse.Refused(JsonFault fault) ->
                throw new AssertionError("a canonical form is refused: " + fault.message());
        };
    }
}
