package io.cofre.http.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.ledger.Drafts;
import io.cofre.http.traffic.Call;
import io.cofre.http.traffic.Seen;
import io.cofre.ports.provider.ProviderOutcome.Kind;
import io.cofre.testkit.memory.ScriptedProvider.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeskTest {
    private final HttpWorld world = new HttpWorld().acme();
    private final String ana = world.ana();

    private Seen post(String path, String json) {
        return world.post(ana, path, json);
    }

    @Test
    void memory_added_isFoundByTheNextSearchAndForgotten() {
        Call add = Call.post(
                        "/cli/memory.add",
                        "{\"content\":\"Dan prefere espresso curto\",\"tags\":[\"perfil\",\"cafe\"],\"layer\":\"session\"}")
                .key(ana)
                .with("Idempotency-Key", "k");
        Seen added = world.send(add);
        Seen again = world.send(add);
        assertThat(again.body()).isEqualTo(added.body());
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        Seen found = post("/cli/memory.search", "{\"query\":\"espresso\",\"limit\":10}");
        assertThat(found.json().path("results").path(0).path("content").asText())
                .isEqualTo("Dan prefere espresso curto");
        String forget = "{\"memory_id\":\"" + added.json().path("memory_id").asText() + "\"}";
        assertThat(post("/cli/memory.forget", forget).status()).isEqualTo(200);
        assertThat(post("/cli/memory.forget", forget).code()).isEqualTo("memory.unknown");
        assertThat(post("/cli/memory.search", "{\"query\":\"espresso\"}").body())
                .isEqualTo("{\"results\":[]}");
    }

    @Test
    void memory_secret_isFoundByItsIdAlone() {
        Seen added = post(
                "/cli/memory.add",
                "{\"content\":\"um xilofone\",\"tags\":[\"musica\"],\"layer\":\"permanent\",\"sensitivity\":\"secret\"}");
        String id = added.json().path("memory_id").asText();
        String search = "{\"query\":\"" + id + "\"}";
        String at = Drafts.time(world.clock.instant());

        assertThat(post("/cli/memory.search", "{\"query\":\"xilofone\"}").body())
                .isEqualTo("{\"results\":[]}");
        assertThat(post("/cli/memory.search", search).body())
                .isEqualTo("{\"results\":[{\"memory_id\":\"" + id + "\",\"content\":\"um xilofone\","
                        + "\"tags\":[\"musica\"],\"layer\":\"permanent\",\"score\":1.0,\"at\":\"" + at + "\"}]}");
        world.wallet("wlt_acme_bia", "bia@acme");
        assertThat(world.post(
                                world.key("wlt_acme_bia", "memory.*"),
                                "/cli/memory.search",
                                "{\"query\":\"" + id + "\",\"include_shared\":true}")
                        .body())
                .isEqualTo("{\"results\":[]}");
        post("/cli/memory.forget", "{\"memory_id\":\"" + id + "\"}");
        assertThat(post("/cli/memory.search", search).body()).isEqualTo("{\"results\":[]}");
    }

    @Test
    void memory_badInput_hasItsAnswer() {
        assertThat(post("/cli/memory.add", "{\"content\":\"\"}").code()).isEqualTo("request.field_invalid");
        assertThat(post("/cli/memory.add", "{\"content\":\"\\u0000\"}").code()).isEqualTo("request.malformed");
        assertThat(post("/cli/memory.add", "{\"content\":\"\\ud800\"}").code()).isEqualTo("request.malformed");
        assertThat(post("/cli/memory.add", "{\"content\":\"a\",\"content\":\"b\"}")
                        .code())
                .isEqualTo("request.malformed");
        assertThat(post("/cli/memory.add", "{\"content\":\"" + "x".repeat(1_000_000) + "\"}")
                        .code())
                .isEqualTo("request.field_invalid");
        assertThat(post("/cli/memory.search", "{\"query\":\" \"}").code()).isEqualTo("request.field_invalid");
        assertThat(post("/cli/memory.search", "{\"query\":\"%_'\\\"; DROP TABLE x; .* 😀\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void prompt_shipped_isRendered() {
        Seen fetched = post(
                "/cli/prompt.fetch",
                "{\"prompt_id\":\"00000000-0000-4000-8000-000000000101\",\"vars\":{\"user_name\":\"Dan\"}}");
        assertThat(fetched.json().path("text").asText()).contains("Dan");
        Seen missing =
                post("/cli/prompt.fetch", "{\"prompt_id\":\"00000000-0000-4000-8000-000000000101\",\"vars\":{}}");
        assertThat(List.of(
                        missing.status(),
                        missing.code(),
                        missing.json().path("variables").toString()))
                .isEqualTo(List.of(422, "prompt.variable_missing", "[\"user_name\"]"));
        assertThat(post(
                                "/cli/prompt.fetch",
                                "{\"prompt_id\":\"00000000-0000-4000-8000-000000000101\","
                                        + "\"vars\":{\"user_name\":\"Dan\",\"x\":\"y\"}}")
                        .code())
                .isEqualTo("prompt.variable_undeclared");
        assertThat(post("/cli/prompt.fetch", "{\"prompt_id\":\"00000000-0000-4000-8000-000000000999\",\"vars\":{}}")
                        .code())
                .isEqualTo("prompt.unknown");
    }

    @Test
    void app_registered_grantsWhatItsOwnerHolds() {
        String register = "{\"app_id\":\"writer-bot\",\"intent_set\":[\"memory.upsert\"],"
                + "\"requires_caps\":[\"memory.write\",\"provider.invoke:*\"],\"default_slo\":{\"p95_ms\":800},"
                + "\"memory_contracts\":[\"basic_memory\"],\"prompt_blocks\":[],\"visibility\":\"tenant\"}";
        Seen registered = post("/cli/app.register", register);
        assertThat(registered.json().path("granted_caps").toString()).contains("provider.invoke:anthropic/*");
        assertThat(registered.json().path("unresolved").toString()).isEqualTo("[\"basic_memory\"]");
        assertThat(world.get(ana, "/api/apps").json().path("apps").size()).isEqualTo(1);
        assertThat(world.get(ana, "/api/apps?limit=1")
                        .json()
                        .path("next_cursor")
                        .asText())
                .isEqualTo("writer-bot");
        world.wallet("wlt_acme_bia", "bia@acme");
        String bia = world.key("wlt_acme_bia", "app.register");
        assertThat(world.post(bia, "/cli/app.register", "{\"app_id\":\"writer-bot\"}")
                        .code())
                .isEqualTo("app.exists");
        String admin = world.key("wlt_acme_ana", "tenant.admin");
        assertThat(world.post(admin, "/api/admin/apps/writer-bot/approve", "{}")
                        .json()
                        .path("pending_caps")
                        .toString())
                .isEqualTo("[]");
        assertThat(world.post(admin, "/api/admin/apps/none/approve", "{}").code())
                .isEqualTo("app.unknown");
        assertThat(world.post(admin, "/api/admin/apps/N/approve", "{}").code()).isEqualTo("app.unknown");
    }

    @Test
    void ask_echo_needsNoKey() {
        Seen seen = post("/cli/ask", "{\"text\":\"Olá {{ who }}\",\"vars\":{\"who\":\"Dan\"}}");
        assertThat(seen.json().path("output").path("text").asText()).contains("Olá Dan");
        assertThat(seen.json().path("trace_id").asText())
                .isEqualTo(seen.header("traceparent").split("-", -1)[1]);
    }

    @Test
    void ask_stream_givesDeltasThenDone() {
        Seen seen = post("/cli/ask", "{\"text\":\"Olá\",\"stream\":true}");
        assertThat(seen.header("Content-Type")).isEqualTo("text/event-stream");
        assertThat(seen.body())
                .startsWith("event: delta\ndata: {\"text\":")
                .contains("event: done\ndata: {\"output\":");
        assertThat(world.send(Call.post("/cli/ask", "{\"text\":\"Olá\",\"stream\":true}")
                                .key(ana)
                                .with("Idempotency-Key", "k"))
                        .code())
                .isEqualTo("request.idempotency_unsupported");
    }

    private void anthropicKey() {
        assertThat(post(
                                "/wallet/key/register",
                                "{\"kid\":\"kid_provider_anthropic\",\"type\":\"provider_key\",\"provider\":\"anthropic\","
                                        + "\"secret\":\"sk-planted\",\"caps\":[\"provider.invoke:anthropic/*\"]}")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "UNAVAILABLE, 502, provider.unavailable",
        "TIMEOUT, 504, provider.timeout",
        "RATE_LIMITED, 429, provider.rate_limited",
        "UNAUTHORIZED, 502, provider.unauthorized",
        "REFUSED, 502, provider.refused",
    })
    void invoke_providerFails_isToldByItsCode(Kind kind, int status, String code) {
        anthropicKey();
        for (String path : List.of("ask", "invoke")) {
            world.anthropic.then(Turn.failed(kind));
            Seen seen = path.equals("ask")
                    ? post("/cli/ask", "{\"text\":\"x\",\"model\":\"claude-3-5-sonnet\",\"stream\":true}")
                    : post("/wallet/provider/invoke", INVOKE);
            assertThat(List.of(seen.status(), seen.code())).isEqualTo(List.of(status, code));
            assertThat(seen.json().path("provider_request_id").asText()).isEqualTo("req_scripted");
            assertThat(seen.headers().has("Retry-After")).isEqualTo(status == 429);
        }
    }

    private static final String INVOKE = "{\"provider\":\"anthropic\",\"model\":\"claude-3-5-sonnet\","
            + "\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}}";

    @Test
    void ask_withMemoryWithoutItsScope_isRefusedByItsName() {
        String narrow = world.key("wlt_acme_ana", "provider.invoke:echo/*", "memory.add");
        for (String stream : List.of("true", "false")) {
            Seen seen =
                    world.post(narrow, "/cli/ask", "{\"text\":\"x\",\"with_memory\":true,\"stream\":" + stream + "}");
            assertThat(List.of(
                            seen.status(),
                            seen.code(),
                            seen.json().path("scope").asText()))
                    .isEqualTo(List.of(403, "auth.scope_missing", "memory.search"));
        }
    }

    @Test
    void ask_brokenStream_endsWithAnError() {
        anthropicKey();
        world.anthropic.then(Turn.failed(Kind.UNAVAILABLE, "some "));
        Seen seen = post("/cli/ask", "{\"text\":\"x\",\"model\":\"claude-3-5-sonnet\",\"stream\":true}");
        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.body())
                .startsWith("event: delta\ndata: {\"text\":\"some \"}\n\nevent: error\ndata: {")
                .contains("\"code\":\"provider.unavailable\"");
    }

    @Test
    void invoke_whole_andItsRefusals_areTold() {
        assertThat(post("/wallet/provider/invoke", INVOKE).code()).isEqualTo("wallet.no_provider_key");
        anthropicKey();
        world.anthropic.then(Turn.completed("Bom", " dia"));
        Seen seen = post("/wallet/provider/invoke", INVOKE);
        assertThat(seen.json().path("output").path("text").asText()).isEqualTo("Bom dia");
        assertThat(seen.json().path("usage").toString()).isEqualTo("{\"input_tokens\":10,\"output_tokens\":2}");
        assertThat(post("/wallet/provider/invoke", INVOKE.replace("anthropic", "nobody"))
                        .code())
                .isEqualTo("auth.scope_missing");
        assertThat(post("/wallet/provider/invoke", INVOKE.replace("\"input\"", "\"byo_key\":true,\"input\""))
                        .code())
                .isEqualTo("request.field_missing");
        world.anthropic.then(Turn.completed("mine"));
        assertThat(world.send(Call.post(
                                        "/wallet/provider/invoke",
                                        INVOKE.replace("\"input\"", "\"byo_key\":true,\"input\""))
                                .key(ana)
                                .with("X-Provider-Key", "sk-own"))
                        .status())
                .isEqualTo(200);
        assertThat(post("/wallet/provider/invoke", INVOKE.replace("\"provider\"", "\"kid\":\"kid_x\",\"provider\""))
                        .code())
                .isEqualTo("wallet.kid_unknown");
        assertThat(post("/cli/ask", "{\"text\":\"x\",\"model\":\"unheard-of\"}").code())
                .isEqualTo("provider.model_unknown");
    }
}
