package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.assembly.cli.Ran;
import io.cofre.assembly.wiring.ModelStandIn;
import io.cofre.local.postgres.RunningPostgres;
import java.io.IOException;
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
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/**
 * One whole run of the embedded assembly, with a vendor behind it, and at the end a hunt for the secrets that were
 * planted: in every answer, whatever commands print, log, metric, column and file that the run left.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeRunTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of a wallet, and of no vendor: it is never sent. */
    private static final String KEPT_KEY = "sk-planted-\"é/+=-5f3a9c";

    /** Of a wallet, sent to its vendor. */
    private static final String SENT_KEY = "sk-planted-/+=-sent-91d0b7";

    /** Of a caller, sent with each request. */
    private static final String OWN_KEY = "sk-planted-/+=-own-40e6c2";

    /** Of a memory that its owner alone reads, by its id. */
    private static final String SECRET_MEMORY = "zarabatana-planted-\"é/+=-c41b77";

    /** Planted where a leak would be, to see that the hunt finds it. */
    private static final String CONTROL = "sk-control-\"ü/+=-77b0c1d2";

    @TempDir
    private static Path directory;

    private final ProcessLog log = ProcessLog.capture();
    private final List<String> printed = new ArrayList<>();
    private ModelStandIn vendor;
    private WholeRun run;

    @BeforeAll
    void start() throws IOException {
        vendor = new ModelStandIn();
        run = WholeRun.start(
                directory.resolve("node"),
                Map.of(
                        "COFRE_PROVIDERS_ANTHROPIC_API",
                        "echo",
                        "COFRE_PROVIDERS_OPENAI_API",
                        "openai",
                        "COFRE_PROVIDERS_OPENAI_BASE_URL",
                        vendor.baseUrl()));
        List.of(KEPT_KEY, SENT_KEY, OWN_KEY, SECRET_MEMORY).forEach(run::plant);
        WholeRun.is(200, run.ana.post("/wallet/key/register", providerKey("anthropic", KEPT_KEY)));
        WholeRun.is(200, run.ana.post("/wallet/key/register", providerKey("openai", SENT_KEY)));
    }

    @AfterAll
    void stopAndAudit() {
        vendor.close();
        log.close();
        run.close();
    }

    private static String providerKey(String provider, String secret) {
        ObjectNode key = JSON.createObjectNode()
                .put("kid", "kid_provider_" + provider)
                .put("type", "provider_key")
                .put("provider", provider)
                .put("secret", secret);
        key.putArray("caps").add("provider.invoke:" + provider + "/*");
        return key.toString();
    }

    @Test
    @Order(1)
    void span_ofMoreThanEightThousandBytes_isStoredAndVerifies() {
        String id = "0a8e2f7c-1111-4a6b-9c3d-2f1e5d7b9a02";
        WholeRun.append(run.ana, WholeRun.note(id, 0, "private", "x".repeat(20_000)));
        assertThat(run.ana.get("/api/spans/" + id + "/verify").body()).contains("\"result\":\"holds\"");
    }

    @Test
    @Order(2)
    void ask_throughTheWalletsKey_answersAndLeavesASpan() {
        WholeRun.is(
                200,
                run.ana.post(
                        "/cli/ask", "{\"text\":\"Diga olá\",\"model\":\"claude-3-5-sonnet\",\"with_memory\":true}"));
        assertThat(run.ana.get("/api/spans?entity_type=provider_invocation").body())
                .contains("b3k:");
        assertThat(Refusal.of(run.bia.post("/cli/ask", "{\"text\":\"oi\",\"model\":\"claude-3-5-sonnet\"}")))
                .isEqualTo(Refusal.of(409, "wallet.no_provider_key"));
    }

    @Test
    @Order(3)
    void provider_behindHttp_isSentTheKeyAndNobodyElseIs() {
        String asked = "{\"text\":\"Diga olá\",\"model\":\"gpt-4o\"%s}";
        WholeRun.is(200, run.ana.post("/cli/ask", asked.formatted("")));
        WholeRun.is(200, run.ana.post("/cli/ask", asked.formatted(",\"stream\":true")));
        String own = asked.formatted(",\"byo_key\":true");
        WholeRun.is(200, run.ana.post("X-Provider-Key", OWN_KEY, "/cli/ask", own));
        assertThat(vendor.keys()).containsExactly("Bearer " + SENT_KEY, "Bearer " + SENT_KEY, "Bearer " + OWN_KEY);
    }

    @Test
    @Order(4)
    void provider_thatQuotesTheKeyInItsRefusal_isNotQuoted() {
        String asked = "{\"text\":\"x\",\"model\":\"gpt-refused\"%s}";
        Refusal unauthorized = Refusal.of(502, "provider.unauthorized");
        assertThat(Refusal.of(run.ana.post("/cli/ask", asked.formatted("")))).isEqualTo(unauthorized);
        assertThat(Refusal.of(
                        run.ana.post("X-Provider-Key", OWN_KEY, "/cli/ask", asked.formatted(",\"byo_key\":true"))))
                .isEqualTo(unauthorized);
        run.ana.post("/cli/ask", asked.formatted(",\"stream\":true"));
    }

    @Test
    @Order(4)
    void memory_secret_isFoundByItsIdByItsOwnerAloneAndForgottenForGood() {
        HttpResponse<String> added = run.ana.post(
                "/cli/memory.add",
                JSON.createObjectNode()
                        .put("content", SECRET_MEMORY)
                        .put("layer", "permanent")
                        .put("sensitivity", "secret")
                        .toString());
        WholeRun.is(200, added);
        String id = Caller.member(added, "memory_id");
        String search = "{\"query\":\"" + id + "\",\"include_shared\":true}";
        String forget = "{\"memory_id\":\"" + id + "\"}";

        HttpResponse<String> found = run.ana.heardBy(unkept -> {}).post("/cli/memory.search", search);
        assertThat(WholeRun.tree(found).at("/results/0/content").asText()).isEqualTo(SECRET_MEMORY);
        for (Caller other : List.of(run.bia, run.foreign)) {
            assertThat(other.post("/cli/memory.search", search).body()).isEqualTo("{\"results\":[]}");
            assertThat(Refusal.of(other.post("/cli/memory.forget", forget)))
                    .isEqualTo(Refusal.of(404, "memory.unknown"));
        }
        WholeRun.is(200, run.ana.post("/cli/memory.search", "{\"query\":\"zarabatana\"}"));
        WholeRun.is(200, run.ana.post("/cli/memory.forget", forget));
        assertThat(run.ana.post("/cli/memory.search", search).body()).isEqualTo("{\"results\":[]}");
    }

    @Test
    @Order(5)
    void request_withASecretWhereItDoesNotBelong_isRefusedWithoutQuotingIt() {
        String quoted = JSON.createObjectNode().put("content", SENT_KEY).toString();
        String cut = quoted.substring(0, quoted.length() - 2);
        assertThat(Refusal.of(run.ana.post("/cli/memory.add", cut)))
                .isEqualTo(new Refusal(400, "request.malformed", ""));
        String invalid = providerKey("openai", SENT_KEY).replace("provider_key", "password");
        assertThat(Refusal.of(run.ana.post("/wallet/key/register", invalid)))
                .isEqualTo(new Refusal(400, "request.malformed", "/type"));
        assertThat(Refusal.of(run.ana.with(SENT_KEY).get("/auth/whoami"))).isEqualTo(Refusal.of(401, "auth.malformed"));
    }

    @Test
    @Order(6)
    void idempotencyKey_repeated_answersTheSameOnceAndRefusesAnotherBody() {
        HttpResponse<String> first = run.ana.once("k-1", "/cli/memory.add", "{\"content\":\"once\"}");
        HttpResponse<String> again = run.ana.once("k-1", "/cli/memory.add", "{\"content\":\"once\"}");
        WholeRun.is(200, first);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(Refusal.of(run.ana.once("k-1", "/cli/memory.add", "{\"content\":\"twice\"}")))
                .isEqualTo(Refusal.of(422, "request.idempotency_mismatch"));
        String issue =
                "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"ttl_hours\":1,\"scopes\":[\"memory.*\"]}";
        run.givenOnce(run.admin, "k-2", "/auth/keys/issue", issue, "token");
        assertThat(Refusal.of(run.admin.once("k-2", "/auth/keys/issue", issue)))
                .isEqualTo(Refusal.of(409, "request.already_done"));
    }

    @Test
    @Order(7)
    void wrongToken_isUnknownAndARevokedOneIs() {
        assertThat(Refusal.of(run.ana.with("tok_live_nonsense").get("/auth/whoami")))
                .isEqualTo(Refusal.of(401, "auth.malformed"));
        Caller revoked = run.key("wlt_acme_bia", "acme", "\"memory.*\"");
        WholeRun.is(200, revoked.get("/auth/whoami"));
        String last4 = revoked.token().substring(revoked.token().length() - 4);
        WholeRun.is(
                200,
                run.admin.post(
                        "/auth/keys/revoke", "{\"wallet_id\":\"wlt_acme_bia\",\"token_last4\":\"" + last4 + "\"}"));
        assertThat(Refusal.of(revoked.get("/auth/whoami"))).isEqualTo(Refusal.of(401, "auth.unknown"));
    }

    private Ran command(String token, String input, String... args) throws IOException {
        Path home = Files.createDirectories(directory.resolve("home"));
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--url", run.node.address().toString()));
        Ran ran = Ran.with(home, Map.of("COFRE_TOKEN", token), OptionalInt.of(120), input, all.toArray(String[]::new));
        printed.add(ran.out());
        printed.add(ran.err());
        return ran;
    }

    @Test
    @Order(8)
    void commands_ofTheTerminal_sayWhatTheyDidAndNoSecret() throws IOException {
        String ana = run.ana.token();
        for (String line : List.of(
                "key whoami",
                "wallet show",
                "memory add Ana_lembra",
                "memory search lembra",
                "prompt fetch 00000000-0000-4000-8000-000000000101 --var user_name=Ana",
                "ask --model gpt-4o olá",
                "span list",
                "span export --json",
                "app list")) {
            Ran ran = command(ana, "", line.split(" "));
            assertThat(ran.status()).as("%s: %s", line, ran.err()).isZero();
        }
        assertThat(command(run.admin.token(), "", "key", "list", "--wallet", "wlt_acme_ana")
                        .status())
                .isZero();
        Ran registered = command(
                ana,
                KEPT_KEY + "\n",
                "wallet register-key --kid kid_second --type provider_key --provider openai --cap provider.invoke:openai/*"
                        .split(" "));
        assertThat(registered.status()).as(registered.err()).isZero();
        assertThat(command(SENT_KEY, "", "key", "whoami").status()).isNotZero();
        assertThat(command(ana, "", "ask", "--model", "gpt-refused", "olá").status())
                .isNotZero();
    }

    @Test
    @Order(10)
    void logs_ofTheRun_areJsonLinesAndAFailureSaysItsTrace() throws Exception {
        execute("ALTER TABLE cofre.apps RENAME TO apps_away");
        HttpResponse<String> failed = run.ana.get("/api/apps");
        execute("ALTER TABLE cofre.apps_away RENAME TO apps");
        assertThat(failed.statusCode()).isBetween(500, 503);
        String trace = Caller.member(failed, "trace_id");
        WholeRun.is(200, run.ana.get("/api/apps"));

        List<JsonNode> lines = new ArrayList<>();
        for (String line :
                new String(log.bytes(), StandardCharsets.UTF_8).lines().toList()) {
            // What program and tests say to people, beside the log.
            if (line.startsWith("cofre: ") || line.startsWith("seed of this run: ")) {
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
        RunningPostgres running = RunningPostgres.find(directory.resolve("node/cofre-data/postgres"))
                .orElseThrow();
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
        assertThat(FilesWith.any(directory, control)).isNotEmpty();
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
    void plantedSecrets_areInNoAnswerCommandLogMetricColumnNorFile() throws Exception {
        run.given(run.ana, "/wallet/open", "{}", "wallet_session");
        for (String path : List.of("/wallet", "/openapi", "/docs", "/health/ready")) {
            run.ana.get(path);
        }
        run.admin.get("/auth/keys/list?wallet_id=wlt_acme_ana");
        assertThat(run.ana.get("/metrics").body())
                .contains("cofre_journal_batch_changes_count", "cofre_vault_call_duration_seconds_count")
                .doesNotContain("acme", "wlt_", "argon2id$", "did:logline", "0a8e2f7c");
        Planted planted = Planted.of(run.secrets());

        Columns columns = columns();
        assertThat(columns.tables()).contains("vault.secrets", "ledger.universal_registry", "cofre.auth_api_tokens");
        assertThat(columns.with(planted::standsIn)).as("columns").isEmpty();
        columns.close();
        run.node.close();

        assertThat(run.answers()).hasSizeGreaterThan(40).noneMatch(planted::standsIn);
        assertThat(printed).hasSizeGreaterThan(20).noneMatch(planted::standsIn);
        assertThat(FilesWith.any(directory, planted))
                .as("files that hold a planted secret")
                .isEmpty();
        assertThat(new String(log.bytes(), StandardCharsets.UTF_8).lines().filter(planted::standsIn))
                .as("lines of the log that hold a planted secret")
                .isEmpty();
        assertThat(log.bytes()).isNotEmpty();
    }
}
