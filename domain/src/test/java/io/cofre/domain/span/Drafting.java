package io.cofre.domain.span;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.domain.json.JsonLimits;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonParse;
import io.cofre.domain.json.JsonReader;
import io.cofre.domain.json.JsonValue;
import io.cofre.domain.span.SpanForm.DraftResult;
import io.cofre.domain.span.SpanForm.Drafted;
import io.cofre.domain.span.SpanForm.Refused;

/** A span that is taken as it is, and what became of others. */
final class Drafting {
    static final String ID = "3f2b8a52-90d5-4c3e-8a3e-0c9a6b1f7d11";
    static final String OTHER = "00000000-0000-4000-8000-000000000001";
    static final JsonObject SPAN = object("{\"id\":\"" + ID + "\",\"seq\":0,\"entity_type\":\"note\","
            + "\"who\":\"user:dan\",\"this\":\"notes\",\"at\":\"2026-11-22T04:05:06.789Z\",\"tenant_id\":\"acme\","
            + "\"owner_id\":\"dan@acme\",\"visibility\":\"private\"}");

    private Drafting() {}

    static SpanDraft drafted(JsonObject span) {
        return switch (SpanForm.draft(span)) {
            case Drafted(SpanDraft draft) -> draft;
            case Refused(Problem problem) -> throw new AssertionError(problem);
        };
    }

    static void assertRefused(DraftResult result, Code code, String pointer) {
        assertThat(result).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.problem().code()).isEqualTo(code);
            assertThat(refused.problem().members().get("pointer")).isEqualTo(new Problem.Member.Text(pointer));
        });
    }

    static JsonValue value(String json) {
        return switch (JsonReader.read(json.getBytes(UTF_8), new JsonLimits(1 << 20, 100))) {
            case JsonParse.Parsed(JsonValue value) -> value;
            case JsonParse.Refused refused -> throw new AssertionError(refused);
        };
    }

    private static JsonObject object(String json) {
        return (JsonObject) value(json);
    }
}
