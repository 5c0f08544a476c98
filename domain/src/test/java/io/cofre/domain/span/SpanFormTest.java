package io.cofre.domain.span;

import static io.cofre.domain.span.Drafting.ID;
import static io.cofre.domain.span.Drafting.OTHER;
import static io.cofre.domain.span.Drafting.SPAN;
import static io.cofre.domain.span.Drafting.assertRefused;
import static io.cofre.domain.span.Drafting.drafted;
import static io.cofre.domain.span.Drafting.value;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.domain.span.SpanForm.Refused;
import io.cofre.ports.span.CanonicalBytes;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.SpanHeader;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpanFormTest {
    @Test
    void draft_requiredMembersOnly_isASpan() {
        SpanDraft draft = drafted(SPAN);

        assertThat(draft.header())
                .isEqualTo(new SpanHeader(
                        SpanId.of(ID),
                        0,
                        new io.cofre.ports.span.EntityType("note"),
                        "user:dan",
                        "notes",
                        Instant.parse("2026-11-22T04:05:06.789Z"),
                        new io.cofre.ports.span.TenantId("acme"),
                        new io.cofre.ports.span.OwnerId("dan@acme"),
                        Visibility.PRIVATE,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        SpanHeader.Slices.NONE));
        assertThat(draft.canonical().text())
                .isEqualTo("{\"at\":\"2026-11-22T04:05:06.789Z\",\"entity_type\":\"note\",\"id\":\"" + ID
                        + "\",\"owner_id\":\"dan@acme\",\"seq\":0,\"tenant_id\":\"acme\",\"this\":\"notes\","
                        + "\"visibility\":\"private\",\"who\":\"user:dan\"}");
        assertThat(draft.payloadHash()).isEqualTo(SpanHash.of(draft.canonical().bytes()));
    }

    @Test
    void draft_everyMember_isInTheHeader() {
        String hash = "b3:" + "0f".repeat(32);
        SpanHeader header = drafted(SPAN.with("did", "created")
                        .with("parent_id", OTHER)
                        .with("related_to", value("[\"" + OTHER + "\",\"" + ID + "\"]"))
                        .with("status", "open")
                        .with("is_deleted", value("true"))
                        .with("name", "n")
                        .with("description", "d")
                        .with("code", "c")
                        .with("language", "en")
                        .with("runtime", "r")
                        .with("duration_ms", 12)
                        .with("trace_id", "t")
                        .with("prev_hash", hash)
                        .with("visibility", "tenant")
                        .with("seq", 7))
                .header();

        assertThat(header.did()).hasValue("created");
        assertThat(header.parentId()).hasValue(SpanId.of(OTHER));
        assertThat(header.relatedTo()).containsExactly(SpanId.of(OTHER), SpanId.of(ID));
        assertThat(header.status()).hasValue("open");
        assertThat(header.deleted()).isTrue();
        assertThat(header.name()).hasValue("n");
        assertThat(header.description()).hasValue("d");
        assertThat(header.code()).hasValue("c");
        assertThat(header.language()).hasValue("en");
        assertThat(header.runtime()).hasValue("r");
        assertThat(header.durationMs()).hasValue(12L);
        assertThat(header.traceId()).hasValue("t");
        assertThat(header.prevHash()).hasValue(new PayloadHash(hash));
        assertThat(header.visibility()).isEqualTo(Visibility.TENANT);
        assertThat(header.seq()).isEqualTo(7);
    }

    @Test
    void draft_anyJson_isFoundByItsSlices() {
        SpanDraft draft = drafted(SPAN.with("content", value("{\"b\":[1.0],\"a\":\"é\"}"))
                .with("metadata", value("[]"))
                .with("input", "text")
                .with("output", value("null"))
                .with("error", 5));
        SpanHeader.Slices slices = draft.header().slices();

        assertThat(text(draft, slices.content())).isEqualTo("{\"a\":\"é\",\"b\":[1]}");
        assertThat(text(draft, slices.metadata())).isEqualTo("[]");
        assertThat(text(draft, slices.input())).isEqualTo("\"text\"");
        assertThat(text(draft, slices.output())).isEqualTo("null");
        assertThat(text(draft, slices.error())).isEqualTo("5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "did",
                "parent_id",
                "related_to",
                "status",
                "is_deleted",
                "name",
                "description",
                "code",
                "language",
                "runtime",
                "duration_ms",
                "trace_id",
                "prev_hash"
            })
    void draft_optionalMemberThatIsNull_isNotGiven_butKept(String name) {
        SpanDraft draft = drafted(SPAN.with(name, value("null")));

        assertThat(draft.header()).isEqualTo(drafted(SPAN).header());
        assertThat(draft.canonical().text()).contains("\"" + name + "\":null");
        assertThat(draft.payloadHash()).isNotEqualTo(drafted(SPAN).payloadHash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "seq", "entity_type", "who", "this", "at", "tenant_id", "owner_id", "visibility"})
    void draft_requiredMemberThatIsMissingOrNull_isRefusedThere(String name) {
        assertRefused(SpanForm.draft(SPAN.without(name)), Code.LEDGER_MALFORMED, "/" + name);
        assertRefused(SpanForm.draft(SPAN.with(name, value("null"))), Code.LEDGER_MALFORMED, "/" + name);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ' ',
            value = {
                "id \"3F2B8A52-90D5-4C3E-8A3E-0C9A6B1F7D11\" /id",
                "id \"3f2b8a52-90d5-4c3e-8a3e-0c9a6b1f7d1\" /id",
                "id \"3f2b8a5290d54c3e8a3e0c9a6b1f7d11\" /id",
                "id 1 /id",
                "seq -1 /seq",
                "seq 1.5 /seq",
                "seq \"0\" /seq",
                "seq 1e300 /seq",
                "entity_type \"Note\" /entity_type",
                "entity_type \"\" /entity_type",
                "who 1 /who",
                "this [] /this",
                "at \"2026-11-22T04:05:06Z\" /at",
                "at \"2026-11-22T04:05:06.789+00:00\" /at",
                "at \"2026-11-22T04:05:06.7890Z\" /at",
                "at \"2026-11-22t04:05:06.789z\" /at",
                "at \"2026-02-29T04:05:06.789Z\" /at",
                "at \"2026-04-31T04:05:06.789Z\" /at",
                "at \"2026-13-01T04:05:06.789Z\" /at",
                "at \"2026-11-22T24:00:00.000Z\" /at",
                "at \"2026-11-22T23:59:60.000Z\" /at",
                "at \"0000-11-22T23:59:00.000Z\" /at",
                "at \"+026-11-22T23:59:00.000Z\" /at",
                "at 1795322785698 /at",
                "tenant_id \"Acme\" /tenant_id",
                "owner_id \"a/b\" /owner_id",
                "visibility \"PRIVATE\" /visibility",
                "visibility \"all\" /visibility",
                "did 1 /did",
                "parent_id \"x\" /parent_id",
                "related_to {} /related_to",
                "related_to [\"x\"] /related_to/0",
                "related_to [1] /related_to/0",
                "status false /status",
                "is_deleted \"true\" /is_deleted",
                "is_deleted 0 /is_deleted",
                "name {} /name",
                "duration_ms -1 /duration_ms",
                "duration_ms 0.5 /duration_ms",
                "prev_hash \"b3:00\" /prev_hash",
                "extra 1 /extra",
                "a/b~c 1 /a~1b~0c",
            })
    void draft_memberOfAnotherForm_isRefusedThere(String name, String json, String pointer) {
        assertRefused(SpanForm.draft(SPAN.with(name, value(json))), Code.LEDGER_MALFORMED, pointer);
    }

    @Test
    void draft_leapDay_isATime() {
        assertThat(drafted(SPAN.with("at", "2028-02-29T00:00:00.000Z")).header().at())
                .isEqualTo(Instant.parse("2028-02-29T00:00:00Z"));
    }

    @Test
    void draft_wholeSeqInAnySpelling_isThatInteger() {
        assertThat(drafted(SPAN.with("seq", value("-0"))).header().seq()).isZero();
        assertThat(drafted(SPAN.with("seq", value("2.0"))).header().seq()).isEqualTo(2);
        assertThat(drafted(SPAN.with("seq", value("2.0"))).payloadHash())
                .isEqualTo(drafted(SPAN.with("seq", 2)).payloadHash());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "null", "\"{}\"", "", "{", "\ufeff{}"})
    void draft_whatIsNoJsonObject_isRefusedAsAWhole(String text) {
        assertRefused(SpanForm.draft(text.getBytes(UTF_8)), Code.LEDGER_MALFORMED, "");
    }

    @Test
    void draft_withSigOrHash_isSignedAlready() {
        assertRefused(SpanForm.draft(SPAN.with("sig", value("{}"))), Code.LEDGER_ALREADY_SIGNED, "/sig");
        assertRefused(SpanForm.draft(SPAN.with("payload_hash", "b3:00")), Code.LEDGER_ALREADY_SIGNED, "/payload_hash");
    }

    @Test
    void draft_twoThatDifferOnlyDeepInside_haveDifferentHashes() {
        assertThat(drafted(SPAN.with("content", value("{\"a\":{\"b\":[{\"c\":1}]}}")))
                        .payloadHash())
                .isNotEqualTo(drafted(SPAN.with("content", value("{\"a\":{\"b\":[{\"c\":2}]}}")))
                        .payloadHash());
    }

    @Test
    void problem_ofABadMember_neverHoldsItsValue() {
        Problem problem = ((Refused) SpanForm.draft(SPAN.with("owner_id", "hush hush"))).problem();

        assertThat(problem.toString()).doesNotContain("hush");
    }

    private static String text(SpanDraft draft, Optional<CanonicalBytes.Slice> slice) {
        return draft.canonical().text(slice.orElseThrow());
    }
}
