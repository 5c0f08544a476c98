package io.cofre.assembly.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls of providers that come to no whole answer, over sockets at both ends, and the spans that tell of them. */
class BrokenCallsTest {
    private static final String USED = "\"usage\":{\"input_tokens\":9,\"output_tokens\":4}";
    private static final String BODY = "{\"provider\":\"anthropic\",\"model\":\"claude-x\",\"stream\":true,"
            + "\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}}";
    private static final int SECONDS = 20;

    @TempDir
    private Path directory;

    /** The ways of a provider that breaks. */
    enum Way {
        HANGS("provider.timeout"),
        CLOSES("provider.unavailable"),
        TALKS_GARBAGE("provider.unavailable"),
        SENDS_NO_CHUNK("provider.unavailable");

        private final String code;

        Way(String code) {
            this.code = code;
        }

        void answer(Socket socket) throws IOException {
            switch (this) {
                case HANGS -> {}
                case CLOSES -> socket.close();
                case TALKS_GARBAGE -> RawModel.say(socket, "data: {\"type\n\n");
                case SENDS_NO_CHUNK -> socket.getOutputStream().write("zz\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
    }

    private MemoryNode node(RawModel model, Duration patience) {
        return new MemoryNode(
                directory,
                Map.of(
                        "COFRE_PROVIDERS_ANTHROPIC_BASE_URL", model.baseUrl(),
                        "COFRE_PROVIDERS_ANTHROPIC_KEYLESS", "on",
                        "COFRE_PROVIDERS_ANTHROPIC_TIMEOUT_SECONDS", "2"),
                settings -> settings.patient(patience));
    }

    private static String key(MemoryNode node) {
        return key(node, "\"span.read\",\"provider.invoke:anthropic/*\"");
    }

    private static String key(MemoryNode node, String scopes) {
        HttpResponse<String> issued = node.post(
                node.admin,
                "/auth/keys/issue",
                "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"ttl_hours\":1,\"scopes\":[" + scopes + "]}");
        Matcher token = Pattern.compile("\"token\":\\s*\"([^\"]+)\"").matcher(issued.body());
        assertThat(token.find()).as(issued.body()).isTrue();
        return token.group(1);
    }

    /** The span of the only call, once it is there. */
    private static String span(MemoryNode node, String key) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        String spans;
        do {
            assertThat(System.nanoTime()).as("no span of the call").isLessThan(end);
            spans = node.get(key, "/api/spans?entity_type=provider_invocation").body();
        } while (!spans.contains("\"output_hash\""));
        return spans;
    }

    private static String post(String key, String path, String body) {
        return "POST " + path
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAuthorization: ApiKey " + key
                + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** A caller whose kernel keeps little for it. */
    private static Socket ask(MemoryNode node, String key) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), node.port()));
        socket.getOutputStream()
                .write(post(key, "/wallet/provider/invoke", BODY).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Virtual threads are in no list but this. */
    private String threads() {
        Path dump = directory.resolve("threads-" + System.nanoTime() + ".json");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
            return Files.readString(dump);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitNoThreadOf(MemoryNode node) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (node.answering() > 0
                || threads().contains("cofre-invoke")
                || threads().contains("cofre-watch")) {
            assertThat(System.nanoTime()).as("a thread stays").isLessThan(end);
        }
    }

    /** Whoever never reads must not have for nothing what a provider has counted. */
    @Test
    void invoke_callerThatNeverReads_isGivenUpAndWhatWasUsedIsCommitted() throws Exception {
        String much = "x".repeat(8_000);
        RawModel.Manner endless = socket -> {
            while (true) {
                RawModel.say(socket, RawModel.delta(much));
            }
        };
        try (RawModel model = new RawModel(endless);
                MemoryNode node = node(model, Duration.ofMillis(300))) {
            String key = key(node);
            try (Socket caller = ask(node, key)) {
                assertThat(span(node, key)).contains("\"status\":\"abandoned\"", USED);
                assertThat(model.isClosedWithin(SECONDS)).isTrue();
                awaitNoThreadOf(node);
                assertThat(caller.isClosed()).isFalse();
            }
        }
    }

    @Test
    void invoke_callerThatGoesAway_endsTheCallWithinASecond() throws Exception {
        try (RawModel model = new RawModel(socket -> {});
                MemoryNode node = node(model, Duration.ofSeconds(30))) {
            String key = key(node);
            Socket caller = ask(node, key);
            assertThat(caller.getInputStream().read()).isEqualTo('H');
            caller.close();
            assertThat(model.isClosedWithin(1)).isTrue();
            assertThat(span(node, key)).contains("\"status\":\"abandoned\"", USED);
            awaitNoThreadOf(node);
        }
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void invoke_providerBreaks_tellsItLastAndCommitsWhatWasUsed(Way way) throws Exception {
        try (RawModel model = new RawModel(way::answer);
                MemoryNode node = node(model, Duration.ofSeconds(30))) {
            String key = key(node);
            HttpResponse<String> answer = node.post(key, "/wallet/provider/invoke", BODY);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .startsWith(
                            "event: delta\ndata: {\"text\":\"Ol\"}\n\nevent: delta\ndata: {\"text\":\"á\"}\n\nevent: error\n")
                    .contains("\"code\":\"" + way.code + "\"");
            assertThat(node.get(key, "/api/spans?entity_type=provider_invocation")
                            .body())
                    .contains("\"status\":\"error\"", USED);
            awaitNoThreadOf(node);
        }
    }

    /** A model that the operator lists is asked of the operator's server, which takes no key. */
    @Test
    void ask_modelOfTheOperatorsOwnServer_isAskedThereWithoutAKey() throws Exception {
        try (ModelStandIn server = new ModelStandIn();
                MemoryNode node = new MemoryNode(
                        directory,
                        Map.of(
                                "COFRE_PROVIDERS_LOCAL_API", "openai",
                                "COFRE_PROVIDERS_LOCAL_BASE_URL", server.baseUrl(),
                                "COFRE_PROVIDERS_LOCAL_KEYLESS", "on",
                                "COFRE_PROVIDERS_LOCAL_MODELS", "llama*"))) {
            String key = key(node, "\"provider.invoke:local/*\"");
            HttpResponse<String> answer = node.post(key, "/cli/ask", "{\"text\":\"x\",\"model\":\"llama3.2\"}");
            assertThat(answer.body()).contains("\"text\":\"planted answer\"");
            assertThat(node.post(key, "/cli/ask", "{\"text\":\"x\",\"model\":\"qwen\"}")
                            .statusCode())
                    .isEqualTo(404);
        }
    }
}
