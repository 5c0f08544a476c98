package io.cofre.assembly.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.assembly.wiring.OtlpReceiver.Seen;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a collector sees of a request, from its caller's trace through to the provider. */
class TracesTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String CALLER = "00f067aa0ba902b7";
    private static final String KEY = "sk-planted-provider-key";
    private static final String QUESTION = "planted question about a patient";

    @TempDir
    private Path directory;

    private static String token(MemoryNode node) {
        HttpResponse<String> issued = node.post(
                node.admin,
                "/auth/keys/issue",
                "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"ttl_hours\":1,\"scopes\":["
                        + "\"wallet.key.register\",\"provider.invoke:openai/*\",\"memory.*\"]}");
        Matcher token = Pattern.compile("\"token\":\\s*\"([^\"]+)\"").matcher(issued.body());
        assertThat(token.find()).as(issued.body()).isTrue();
        assertThat(node.post(
                                token.group(1),
                                "/wallet/key/register",
                                "{\"kid\":\"kid_provider_openai\",\"type\":\"provider_key\",\"provider\":\"openai\","
                                        + "\"secret\":\"" + KEY
                                        + "\",\"caps\":[\"provider.invoke:openai/*\"]}")
                        .statusCode())
                .isBetween(200, 201);
        return token.group(1);
    }

    private static HttpResponse<String> invoke(MemoryNode node, String token, boolean stream) {
        return node.post(
                token,
                "/wallet/provider/invoke",
                "{\"provider\":\"openai\",\"model\":\"gpt-4o\",\"stream\":" + stream
                        + ",\"max_tokens\":50,\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"" + QUESTION
                        + "\"}]}}",
                "traceparent",
                "00-" + TRACE + "-" + CALLER + "-01");
    }

    private static Seen only(List<Seen> spans, String name) {
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .reduce((one, other) -> {
                    throw new AssertionError("twice: " + one + ", " + other);
                })
                .orElseThrow(() -> new AssertionError("no " + name + " in " + spans));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void invoke_withACallersTrace_isOneTreeDownToTheProvider(boolean stream) throws IOException {
        try (OtlpReceiver collector = new OtlpReceiver();
                ModelStandIn provider = new ModelStandIn()) {
            String token;
            try (MemoryNode node = new MemoryNode(
                    directory,
                    Map.of(
                            "COFRE_OTEL_ENDPOINT",
                            collector.endpoint(),
                            "COFRE_PROVIDERS_OPENAI_BASE_URL",
                            provider.baseUrl()))) {
                token = token(node);
                HttpResponse<String> answer = invoke(node, token, stream);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.body()).contains("planted answer", "\"trace_id\":\"" + TRACE + "\"");
                node.get(token, "/wlt_acme_ana?q=" + token);
            }
            List<Seen> spans = collector.spans().stream()
                    .filter(span -> span.trace().equals(TRACE))
                    .toList();
            Seen request = only(spans, "POST /wallet/provider/invoke");
            assertThat(request.parent()).isEqualTo(CALLER);
            assertThat(request.kind()).isEqualTo(2);
            assertThat(request.attributes())
                    .isEqualTo(Map.of(
                            "http.request.method",
                            "POST",
                            "http.route",
                            "/wallet/provider/invoke",
                            "http.response.status_code",
                            200L));
            Seen chat = only(spans, "chat gpt-4o");
            assertThat(chat.parent()).isEqualTo(request.id());
            assertThat(chat.kind()).isEqualTo(3);
            assertThat(chat.attributes())
                    .isEqualTo(Map.of(
                            "gen_ai.operation.name", "chat",
                            "gen_ai.provider.name", "openai",
                            "gen_ai.system", "openai",
                            "gen_ai.request.model", "gpt-4o",
                            "gen_ai.request.max_tokens", 50L,
                            "gen_ai.usage.input_tokens", 11L,
                            "gen_ai.usage.output_tokens", 7L));
            assertThat(provider.traceparents()).containsExactly("00-" + TRACE + "-" + chat.id() + "-01");
            Seen commit = only(spans, "journal commit");
            assertThat(commit.parent()).isEqualTo(request.id());
            assertThat(commit.attributes()).isEqualTo(Map.of("cofre.journal.changes", 1L));
            assertThat(spans)
                    .filteredOn(span -> span.name().startsWith("vault "))
                    .isNotEmpty()
                    .allSatisfy(span -> assertThat(span.parent()).isEqualTo(request.id()));
            assertThat(collector.sent())
                    .doesNotContain(token, KEY, QUESTION, "planted answer", "wlt_", "ana@acme", "acme");
        }
    }

    @Test
    void traces_off_passTheCallersContextOn() throws IOException {
        try (ModelStandIn provider = new ModelStandIn();
                MemoryNode node =
                        new MemoryNode(directory, Map.of("COFRE_PROVIDERS_OPENAI_BASE_URL", provider.baseUrl()))) {
            assertThat(invoke(node, token(node), false).statusCode()).isEqualTo(200);
            assertThat(provider.traceparents())
                    .singleElement()
                    .asString()
                    .matches("00-" + TRACE + "-[0-9a-f]{16}-01")
                    .doesNotContain(CALLER);
        }
    }

    @Test
    void collector_away_costsNoRequestAnything() throws IOException {
        String gone;
        try (OtlpReceiver collector = new OtlpReceiver()) {
            gone = collector.endpoint();
        }
        try (MemoryNode node = new MemoryNode(directory, Map.of("COFRE_OTEL_ENDPOINT", gone))) {
            assertThat(node.get(node.admin, "/auth/whoami").statusCode()).isEqualTo(200);
        }
    }
}
