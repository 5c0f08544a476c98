package io.cofre.http.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.http.json.Json;
import io.cofre.http.traffic.Seen;
import org.junit.jupiter.api.Test;

/** Prompts that callers wrote themselves, and the exact answers where they cannot be rendered. */
class PromptsTest {
    private static final String PROMPT = "0e37df36-f698-41e6-8dd4-cb9ced3df901";
    private static final String BLOCK = "0e37df36-f698-41e6-8dd4-cb9ced3df902";
    private static final String OTHER = "0e37df36-f698-41e6-8dd4-cb9ced3df903";

    private final HttpWorld world = new HttpWorld().acme();
    private final String ana = world.ana();

    private void append(String id, String type, String name, String content) {
        ObjectNode span = Json.object()
                .put("id", id)
                .put("seq", 0)
                .put("entity_type", type)
                .put("who", "user:ana")
                .put("this", type)
                .put("at", "2026-11-22T00:00:00.000Z")
                .put("tenant_id", "acme")
                .put("owner_id", "ana@acme")
                .put("visibility", "tenant")
                .put("name", name);
        span.set("content", Json.parse(content));
        ObjectNode body = Json.object().put("kid", "kid_ed25519_main");
        body.set("span", span);
        Seen signed = world.post(ana, "/wallet/sign/span", Json.text(body));
        ObjectNode whole = span.deepCopy();
        whole.setAll((ObjectNode) signed.json());
        assertThat(world.post(ana, "/api/spans", Json.text(whole)).status()).isEqualTo(201);
    }

    private Seen fetch(String vars) {
        return world.post(ana, "/cli/prompt.fetch", "{\"prompt_id\":\"" + PROMPT + "\",\"vars\":" + vars + "}");
    }

    /** The whole answer but for its trace. */
    private static void isExactly(Seen seen, String problem) {
        ObjectNode told = (ObjectNode) seen.json();
        assertThat(told.remove("trace_id")).isNotNull();
        assertThat(told).isEqualTo(Json.parse(problem));
        assertThat(seen.status()).isEqualTo(told.path("status").asInt());
    }

    @Test
    void fetch_blocksAndDefaults_areRendered() {
        append(BLOCK, "prompt_block", "late", "{\"text\":\"Be {{ mood }}.\",\"priority\":20}");
        append(OTHER, "prompt_block", "early", "{\"text\":\"Never lie.\",\"priority\":-1}");
        append(
                PROMPT,
                "prompt_template",
                "greeting",
                "{\"template\":\"Hi {{ who }}\",\"vars\":[\"who\",{\"name\":\"mood\",\"default\":\"kind\"}],"
                        + "\"blocks\":[\"late\",\"early\"]}");
        Seen fetched = fetch("{\"who\":\"Dan\"}");
        assertThat(fetched.json().path("text").asText()).isEqualTo("Never lie.\n\nBe kind.\n\nHi Dan");
        assertThat(fetched.json().path("vars_used").toString()).isEqualTo("[\"mood\",\"who\"]");
        assertThat(fetched.json().path("seq").asLong()).isZero();
    }

    @Test
    void fetch_aMissingVariable_isNamed() {
        append(PROMPT, "prompt_template", "greeting", "{\"template\":\"Hi\",\"vars\":[\"who\",\"mood\"]}");
        isExactly(fetch("{}"), """
                {"type":"/docs#prompt.variable_missing",
                 "title":"A variable of the prompt has no value","status":422,
                 "detail":"These variables have neither a value nor a default: who, mood.",
                 "code":"prompt.variable_missing","variables":["who","mood"]}""");
    }

    @Test
    void fetch_malformedContent_isToldWhere() {
        append(PROMPT, "prompt_template", "greeting", "{\"template\":\"Hi\",\"blocks\":[\"a\",7]}");
        isExactly(fetch("{}"), """
                {"type":"/docs#prompt.malformed",
                 "title":"The prompt template is not well-formed","status":422,
                 "detail":"The content of prompt 0e37df36-f698-41e6-8dd4-cb9ced3df901 is not well-formed: \
                /content/blocks/1 must be a text, the name of a block; its owner appends a better version.",
                 "code":"prompt.malformed","pointer":"/content/blocks/1"}""");
    }

    @Test
    void fetch_anUnknownOrMalformedBlock_isNamed() {
        append(PROMPT, "prompt_template", "greeting", "{\"template\":\"Hi\",\"blocks\":[\"tone\"]}");
        isExactly(fetch("{}"), """
                {"type":"/docs#prompt.block_unknown",
                 "title":"The prompt names a block that does not exist","status":422,
                 "detail":"The prompt names a block that you cannot see or is not there: neither the prompt's owner \
                has one nor is one shipped.",
                 "code":"prompt.block_unknown","block":"tone"}""");
        append(BLOCK, "prompt_block", "tone", "{\"priority\":1}");
        isExactly(fetch("{}"), """
                {"type":"/docs#prompt.malformed",
                 "title":"The prompt template is not well-formed","status":422,
                 "detail":"The content of a block that the prompt names is not well-formed: /content/text must be \
                there, a text; its owner appends a better version.",
                 "code":"prompt.malformed","pointer":"/content/text","block":"tone"}""");
    }

    @Test
    void render_aTextThatGrowsTooLong_isRefused() {
        append(PROMPT, "prompt_template", "g", "{\"template\":\"" + "{{a}}".repeat(10_000) + "\",\"vars\":[\"a\"]}");
        Seen fetched = fetch("{\"a\":\"" + "x".repeat(10_000) + "\"}");
        assertThat(fetched.status()).isEqualTo(400);
        assertThat(fetched.code()).isEqualTo("request.field_invalid");
        Seen asked = world.post(
                ana,
                "/cli/ask",
                "{\"text\":\"" + "{{a}}".repeat(10_000) + "\",\"vars\":{\"a\":\"" + "x".repeat(10_000) + "\"}}");
        assertThat(asked.status()).isEqualTo(400);
        assertThat(asked.json().path("pointer").asText()).isEqualTo("/vars");
    }
}
