package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.assembly.command.Commands;
import io.cofre.assembly.command.Terminal;
import io.cofre.domain.usecase.IssuedKey;
import io.cofre.local.postgres.RunningPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * One whole run of the embedded assembly: the walls between owners and tenants, bad input, and at the end a hunt for
 * the secrets that were planted, in every answer, log and file that the run left.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeRunTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** What a caller brings for one call. */
    private static final String OWN_KEY = "sk-own-planted-71c0d4e9b2";

    private static final String PROVIDER_KEY = "sk-planted-\"é/+=-5f3a9c";
    private static final String SPAN = "0a8e2f7c-1111-4a6b-9c3d-2f1e5d7b9a01";

    @TempDir
    private static Path directory;

    /** Planted where a leak would be, to see that the hunt finds it. */
    private static final String CONTROL = "sk-control-\"ü/+=-77b0c1d2";

    private final ProcessLog log = ProcessLog.capture();
    private final List<String> answers = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private ServingNode node;
    private Caller admin;
    private Caller ana;
    private Caller bia;
    private Caller foreign;

    @BeforeAll
    void startAndFill() {
        List<IssuedKey> first = new ArrayList<>();
        node = Nodes.start(
                directory, Map.of("COFRE_ASSEMBLY", "embedded", "COFRE_PROVIDERS_ANTHROPIC_API", "echo"), first::add);
        String adminToken = first.getFirst().token().reveal();
        tokens.add(adminToken);
        admin = Caller.of(node.address(), adminToken);
        for (String tenant : List.of("acme", "other")) {
            is(
                    201,
                    post(
                            admin,
                            "/api/admin/tenants",
                            "{\"tenant_id\":\"" + tenant + "\",\"name\":\"" + tenant + "\"}"));
        }
        ana = wallet("wlt_acme_ana", "acme", "ana@acme");
        bia = wallet("wlt_acme_bia", "acme", "bia@acme");
        foreign = wallet("wlt_other_cid", "other", "cid@other");
        ObjectNode provider = JSON.createObjectNode()
                .put("kid", "kid_provider_anthropic")
                .put("type", "provider_key")
                .put("provider", "anthropic")
                .put("secret", PROVIDER_KEY);
        provider.putArray("caps").add("provider.invoke:anthropic/*");
        HttpResponse<String> registered = post(ana, "/wallet/key/register", provider.toString());
        assertThat(registered.statusCode()).as(registered.body()).isBetween(200, 201);
    }

    @AfterAll
    void stopAndAudit() {
        node.close();
        log.close();
        Terminal terminal = new Terminal(System.out, System.err, Map.of(), Map.of());
        String data = directory.resolve("cofre-data").toString();
        assertThat(new Commands(terminal).run("ledger", "audit", "--data", data))
                .as("the audit of all that was written")
                .isZero();
    }

    private Caller wallet(String wallet, String tenant, String owner) {
        is(
                201,
                post(
                        admin,
                        "/api/admin/wallets",
                        "{\"wallet_id\":\"" + wallet + "\",\"tenant_id\":\"" + tenant + "\",\"owner_id\":\"" + owner
                                + "\"}"));
        HttpResponse<String> issued = admin.post(
                "/auth/keys/issue",
                "{\"wallet_id\":\"" + wallet + "\",\"tenant_id\":\"" + tenant + "\",\"ttl_hours\":24,\"scopes\":["
                        + "\"wallet.open\",\"span.sign\",\"span.read\",\"memory.*\",\"prompt.fetch\",\"app.register\","
                        + "\"wallet.key.register\",\"wallet.key.rotate\",\"provider.invoke:anthropic/*\"]}");
        assertThat(issued.statusCode()).as(issued.body()).isBetween(200, 201);
        String token = Caller.member(issued, "token");
        tokens.add(token);
        return admin.with(token);
    }

    @Test
    @Order(1)
    void span_ofAnotherTenantOrOwner_isNotThereInAnyRead() {
        append(ana, note(SPAN, 0, "private", "for ana alone"));
        for (Caller other : List.of(bia, foreign)) {
            assertThat(other.get("/api/spans/" + SPAN).statusCode()).isEqualTo(404);
            assertThat(other.get("/api/spans/" + SPAN + "?seq=0").statusCode()).isEqualTo(404);
            assertThat(other.get("/api/spans/" + SPAN + "/versions").statusCode())
                    .isEqualTo(404);
            assertThat(other.get("/api/spans/" + SPAN + "/verify").statusCode()).isEqualTo(404);
            assertThat(other.get("/api/spans?entity_type=note").body()).doesNotContain(SPAN);
            assertThat(other.get("/api/spans/export").body()).doesNotContain("for ana alone");
        }
        assertThat(keep(ana.get("/api/spans/" + SPAN)).statusCode()).isEqualTo(200);
        assertThat(keep(ana.get("/api/spans/export")).body()).contains("for ana alone");
    }

    @Test
    @Order(2)
    void span_madeTenantWideThenPrivateAgain_isHiddenFromThoseWhoSawIt() {
        append(ana, note(SPAN, 1, "tenant", "for all of acme"));
        assertThat(bia.get("/api/spans/" + SPAN).statusCode()).isEqualTo(200);
        assertThat(foreign.get("/api/spans/" + SPAN).statusCode()).isEqualTo(404);
        append(ana, note(SPAN, 2, "private", "for ana alone again"));
        assertThat(bia.get("/api/spans/" + SPAN).statusCode()).isEqualTo(404);
        assertThat(bia.get("/api/spans/" + SPAN + "?seq=1").statusCode()).isEqualTo(404);
        assertThat(bia.get("/api/spans/export").body()).doesNotContain("for all of acme");
    }

    @Test
    @Order(3)
    void span_ofMoreThanEightThousandBytes_isStoredAndVerifies() {
        String id = "0a8e2f7c-1111-4a6b-9c3d-2f1e5d7b9a02";
        append(ana, note(id, 0, "private", "x".repeat(20_000)));
        assertThat(keep(ana.get("/api/spans/" + id + "/verify")).body()).contains("\"result\":\"holds\"");
    }

    @ParameterizedTest
    @Order(4)
    @ValueSource(
            strings = {
                "100% _under_ score",
                "it's \"quoted\"",
                "'; DROP TABLE cofre.memories; --",
                "(a|b)*[^c]+$ .*",
                "emoji 😀 ẞtraße",
                "tab\tnew\nline \\ backslash",
                "{{ name }} ${x} <script>"
            })
    void memory_ofAnyText_isFoundByItselfAndBreaksNothing(String text) {
        is(
                200,
                post(
                        ana,
                        "/cli/memory.add",
                        JSON.createObjectNode().put("content", text).toString()));
        HttpResponse<String> found = post(
                ana,
                "/cli/memory.search",
                JSON.createObjectNode().put("query", text).toString());
        is(200, found);
        assertThat(contents(found)).contains(text);
        assertThat(contents(post(
                        bia,
                        "/cli/memory.search",
                        JSON.createObjectNode().put("query", text).toString())))
                .doesNotContain(text);
    }

    @ParameterizedTest
    @Order(5)
    @ValueSource(strings = {"%", "_", "'", "\\\\", "😀", "*", "&|!", "..."})
    void search_forSignsAlone_answersWithAList(String query) {
        is(200, post(ana, "/cli/memory.search", "{\"query\":\"" + query + "\"}"));
    }

    @ParameterizedTest
    @Order(6)
    @CsvSource(
            delimiter = '~',
            value = {
                "{\"content\":\"a\",\"content\":\"b\"} ~ 400 ~ request.malformed",
                "{\"content\":\"\\ud800\"} ~ 400 ~ request.malformed",
                "{\"content\":\"a\\u0000b\"} ~ 400 ~ request.malformed",
                "{\"content\":\"a\",\"ttl_hours\":1e400} ~ 400 ~ request.malformed",
                "{\"content\":\"a\",\"ttl_hours\":9007199254740993} ~ 400 ~ request.malformed",
                "{\"content\":\"a\",\"colour\":\"red\"} ~ 400 ~ request.unknown_field",
                "{} ~ 400 ~ request.field_missing",
                "[] ~ 400 ~ request.malformed",
                "{\"content\": ~ 400 ~ request.malformed",
                "{\"content\":7} ~ 400 ~ request.malformed"
            })
    void memory_badJson_isRefusedByItsCode(String body, int status, String code) {
        HttpResponse<String> answer = post(ana, "/cli/memory.add", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("application/problem+json");
        assertThat(Caller.member(answer, "code")).isIn(code, "request.field_invalid");
    }

    @Test
    @Order(7)
    void memory_tooMuch_isRefusedAndNothingIsLost() {
        String megabyte = "x".repeat(1 << 20);
        assertThat(post(ana, "/cli/memory.add", "{\"content\":\"" + megabyte + "\"}")
                        .statusCode())
                .isEqualTo(413);
        assertThat(post(ana, "/cli/memory.add", "{\"content\":\"" + megabyte.substring(100) + "\"}")
                        .statusCode())
                .isEqualTo(400);
        String bomb = "[".repeat(100_000) + "]".repeat(100_000);
        HttpResponse<String> deep = post(ana, "/cli/memory.add", "{\"content\":" + bomb + "}");
        assertThat(deep.statusCode()).isEqualTo(413);
        ObjectNode hundred = JSON.createObjectNode().put("content", "a hundred tags");
        for (int i = 0; i < 100; i++) {
            hundred.withArray("tags").add("tag" + i);
        }
        is(200, post(ana, "/cli/memory.add", hundred.toString()));
        hundred.withArray("tags").add("one more");
        assertThat(post(ana, "/cli/memory.add", hundred.toString()).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @Order(8)
    @ValueSource(
            strings = {"*", "mem*", "tenant.*", "platform.*", "job.add", "config.read", "provider.invoke:anthropic/cl*"
            })
    void issue_aScopeThatNobodyMayHold_isRefusedAndAnOrdinaryKeyMayNotAsk(String scope) {
        String body = "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"ttl_hours\":1,\"scopes\":[\"" + scope
                + "\"]}";
        assertThat(post(admin, "/auth/keys/issue", body).statusCode()).as(scope).isIn(400, 403);
        assertThat(post(ana, "/auth/keys/issue", body).statusCode()).as(scope).isIn(400, 403);
    }

    @Test
    @Order(9)
    void wallet_signsNothingThatItsCallerMayNotDo() {
        assertThat(post(
                                ana,
                                "/wallet/sign/span",
                                signing(note(SPAN, 3, "private", "x").put("entity_type", "api_key")))
                        .body())
                .contains("ledger.reserved_type");
        assertThat(post(
                                ana,
                                "/wallet/sign/span",
                                signing(note(SPAN, 3, "private", "x").put("tenant_id", "other")))
                        .body())
                .contains("ledger.not_owner");
        assertThat(post(
                                ana,
                                "/wallet/sign/http",
                                "{\"kid\":\"kid_ed25519_main\",\"method\":\"POST\",\"path_with_query\":\"/auth/keys/issue\",\"body_canon\":\"{}\"}")
                        .body())
                .contains("auth.scope_missing");
    }

    @Test
    @Order(10)
    void ask_throughTheWalletsKey_answersAndLeavesASpan() {
        HttpResponse<String> answer =
                post(ana, "/cli/ask", "{\"text\":\"Diga olá\",\"model\":\"claude-3-5-sonnet\",\"with_memory\":true}");
        is(200, answer);
        assertThat(keep(ana.get("/api/spans?entity_type=provider_invocation")).body())
                .contains("b3k:");
        assertThat(post(bia, "/cli/ask", "{\"text\":\"oi\",\"model\":\"claude-3-5-sonnet\"}")
                        .body())
                .contains("wallet.no_provider_key");
        String own = "{\"text\":\"oi\",\"model\":\"claude-3-5-sonnet\",\"byo_key\":true}";
        is(200, keep(bia.post("X-Provider-Key", OWN_KEY, "/cli/ask", own)));
    }

    @Test
    @Order(11)
    void idempotencyKey_repeated_answersTheSameOnceAndRefusesAnotherBody() {
        HttpResponse<String> first = ana.once("k-1", "/cli/memory.add", "{\"content\":\"once\"}");
        HttpResponse<String> again = ana.once("k-1", "/cli/memory.add", "{\"content\":\"once\"}");
        is(200, first);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(ana.once("k-1", "/cli/memory.add", "{\"content\":\"twice\"}").statusCode())
                .isEqualTo(422);
        String issue =
                "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"ttl_hours\":1,\"scopes\":[\"memory.*\"]}";
        tokens.add(Caller.member(admin.once("k-2", "/auth/keys/issue", issue), "token"));
        HttpResponse<String> withheld = keep(admin.once("k-2", "/auth/keys/issue", issue));
        assertThat(withheld.statusCode()).isEqualTo(409);
        assertThat(withheld.body()).contains("request.already_done");
    }

    @Test
    @Order(12)
    void wrongToken_isUnknownAndRevokedOnesAre() {
        assertThat(ana.with("tok_live_nonsense").get("/auth/whoami").statusCode())
                .isEqualTo(401);
        String token = Caller.member(
                admin.post(
                        "/auth/keys/issue",
                        "{\"wallet_id\":\"wlt_acme_bia\",\"tenant_id\":\"acme\",\"ttl_hours\":1,\"scopes\":[\"memory.*\"]}"),
                "token");
        tokens.add(token);
        assertThat(bia.with(token).get("/auth/whoami").statusCode()).isEqualTo(200);
        is(
                200,
                post(
                        admin,
                        "/auth/keys/revoke",
                        "{\"wallet_id\":\"wlt_acme_bia\",\"token_last4\":\"" + token.substring(token.length() - 4)
                                + "\"}"));
        assertThat(keep(bia.with(token).get("/auth/whoami")).statusCode()).isEqualTo(401);
    }

    @Test
    @Order(13)
    void logs_ofTheRun_areJsonLinesAndAFailureSaysItsTrace() throws Exception {
        execute("ALTER TABLE cofre.apps RENAME TO apps_away");
        HttpResponse<String> failed = keep(ana.get("/api/apps"));
        execute("ALTER TABLE cofre.apps_away RENAME TO apps");
        assertThat(failed.statusCode()).isBetween(500, 503);
        String trace = Caller.member(failed, "trace_id");
        is(200, ana.get("/api/apps"));

        List<JsonNode> lines = new ArrayList<>();
        for (String line :
                new String(log.bytes(), StandardCharsets.UTF_8).lines().toList()) {
            if (line.startsWith("cofre: ")) { // what the program says to people, beside its log
                continue;
            }
            JsonNode tree = JSON.readTree(line);
            assertThat(tree.path("at").asText()).as(line).matches("2[0-9-]+T[0-9:.]+Z");
            lines.add(tree);
        }
        assertThat(lines)
                .filteredOn(line -> line.path("trace_id").asText().equals(trace)
                        && line.path("level").asText().equals("ERROR"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.path("level").asText()).isEqualTo("ERROR");
                    assertThat(line.path("message").asText()).isEqualTo("GET /api/apps failed");
                    assertThat(line.path("failure").asText()).contains("PortFailure");
                });
        assertThat(lines)
                .as("those of libraries too")
                .anyMatch(line -> line.path("logger").asText().startsWith("com.zaxxer.hikari"));
    }

    private static void execute(String sql) throws SQLException {
        Columns columns = columns();
        columns.execute(sql);
        columns.close();
    }

    private static Columns columns() throws SQLException {
        RunningPostgres running =
                RunningPostgres.find(directory.resolve("cofre-data/postgres")).orElseThrow();
        return new Columns(running.jdbcUrl("cofre"), running.user(), running.password());
    }

    @ParameterizedTest
    @Order(Integer.MAX_VALUE - 1)
    @ValueSource(strings = {"raw", "json", "base64", "base64url", "base64 of more", "hex"})
    void hunt_forASecretThatDidLeak_findsItInEveryPlace(String form) throws Exception {
        String secret = CONTROL + form;
        byte[] raw = secret.getBytes(StandardCharsets.UTF_8);
        String leaked = switch (form) {
            case "raw" -> secret;
            case "json" -> JSON.writeValueAsString(secret);
            case "base64" -> Base64.getEncoder().encodeToString(raw);
            case "base64url" -> Base64.getUrlEncoder().encodeToString(raw);
            case "base64 of more" ->
                Base64.getEncoder().encodeToString(("Bearer " + secret + "!").getBytes(StandardCharsets.UTF_8));
            default -> HexFormat.of().formatHex(raw);
        };
        Planted control = Planted.of(List.of(secret));
        assertThat(control.standsIn(log.bytes())).isFalse();
        Columns columns = columns();
        columns.execute("""
                CREATE TABLE public.control (a_text text, a_list text[], some_bytes bytea, some_json jsonb);
                INSERT INTO public.control
                VALUES ('before %1$s after', ARRAY['x', '%1$s'], convert_to('(%1$s)', 'UTF8'),
                        jsonb_build_object('a', '%1$s'::text))""".formatted(leaked));
        assertThat(columns.with(control::standsIn))
                .containsExactly(
                        "public.control.a_list",
                        "public.control.a_text",
                        "public.control.some_bytes",
                        "public.control.some_json");
        columns.execute("CHECKPOINT");
        assertThat(filesWith(control)).isNotEmpty();
        columns.execute("DROP TABLE public.control");
        columns.close();

        try (ProcessLog apart = ProcessLog.capture()) {
            LoggerFactory.getLogger("a.library").debug("sent {}", leaked);
            assertThat(control.standsIn(apart.bytes())).isTrue();
        }
        assertThat(control.standsIn(("an answer " + leaked).getBytes(StandardCharsets.UTF_8)))
                .isTrue();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void plantedSecrets_areInNoAnswerLogColumnNorFile() throws Exception {
        HttpResponse<String> opened = ana.post("/wallet/open", "{}");
        is(200, opened);
        tokens.add(Caller.member(opened, "wallet_session"));
        for (String path : List.of("/wallet", "/openapi", "/docs", "/health/ready", "/metrics")) {
            keep(ana.get(path));
        }
        assertThat(answers.getLast())
                .contains("cofre_journal_batch_changes_count", "cofre_vault_call_duration_seconds_count")
                .doesNotContain("acme", "wlt_", "argon2id$", "did:logline", SPAN);
        keep(admin.get("/auth/keys/list?wallet_id=wlt_acme_ana"));
        List<String> secrets = new ArrayList<>(tokens);
        secrets.add(PROVIDER_KEY);
        secrets.add(OWN_KEY);
        Planted planted = Planted.of(secrets);

        Columns columns = columns();
        assertThat(columns.tables()).contains("vault.secrets", "ledger.universal_registry", "cofre.auth_api_tokens");
        assertThat(columns.with(planted::standsIn)).as("columns").isEmpty();
        columns.close();
        node.close();

        assertThat(answers).isNotEmpty().noneMatch(answer -> planted.standsIn(answer.getBytes(StandardCharsets.UTF_8)));
        assertThat(filesWith(planted)).as("files that hold a planted secret").isEmpty();
        assertThat(new String(log.bytes(), StandardCharsets.UTF_8).lines())
                .isNotEmpty()
                .noneMatch(line -> planted.standsIn(line.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Path> filesWith(Planted planted) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().contains("/bin-"))
                    .filter(file -> planted.standsIn(read(file)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void append(Caller caller, ObjectNode span) {
        HttpResponse<String> signed = post(caller, "/wallet/sign/span", signing(span));
        is(200, signed);
        JsonNode signature = tree(signed);
        ObjectNode whole = span.deepCopy();
        whole.set("payload_hash", signature.get("payload_hash"));
        whole.set("sig", signature.get("sig"));
        is(201, post(caller, "/api/spans", whole.toString()));
        is(200, post(caller, "/api/spans", whole.toString()));
    }

    private static String signing(ObjectNode span) {
        ObjectNode body = JSON.createObjectNode().put("kid", "kid_ed25519_main");
        body.set("span", span);
        return body.toString();
    }

    private static ObjectNode note(String id, long seq, String visibility, String text) {
        ObjectNode note = JSON.createObjectNode()
                .put("id", id)
                .put("seq", seq)
                .put("entity_type", "note")
                .put("who", "wallet:wlt_acme_ana")
                .put("this", "note")
                .put("at", "2026-03-01T12:00:00.000Z")
                .put("tenant_id", "acme")
                .put("owner_id", "ana@acme")
                .put("visibility", visibility);
        note.putObject("content").put("text", text).put("negative_zero", -0.0).put("large", 1e21);
        return note;
    }

    private static List<String> contents(HttpResponse<String> found) {
        List<String> contents = new ArrayList<>();
        tree(found)
                .get("results")
                .forEach(hit -> contents.add(hit.get("content").asText()));
        return contents;
    }

    private static JsonNode tree(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> post(Caller caller, String path, String json) {
        return keep(caller.post(path, json));
    }

    private HttpResponse<String> keep(HttpResponse<String> answer) {
        answers.add(answer.headers().map() + "\n" + answer.body());
        return answer;
    }

    private static void is(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }
}
