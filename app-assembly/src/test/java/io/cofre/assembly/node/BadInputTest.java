package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is badly meant or badly made, over HTTP: a defined answer each. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    @TempDir
    private static Path directory;

    private WholeRun run;

    @BeforeAll
    void start() {
        run = WholeRun.start(directory, Map.of());
    }

    @AfterAll
    void stopAndAudit() {
        run.close();
    }

    static Stream<String> texts() {
        return BadInput.TEXTS.stream();
    }

    static Stream<BadInput> memories() {
        return BadInput.memories();
    }

    static Stream<BadInput> searches() {
        return BadInput.searches();
    }

    static Stream<BadInput> contents() {
        return BadInput.contents();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void memory_ofAnyText_isFoundByItselfAndBreaksNothing(String text) {
        WholeRun.is(
                200,
                run.ana.post(
                        "/cli/memory.add",
                        WholeRun.object().put("content", text).toString()));
        String query = WholeRun.object().put("query", text).toString();
        HttpResponse<String> found = run.ana.post("/cli/memory.search", query);
        WholeRun.is(200, found);
        assertThat(contents(found)).contains(text);
        assertThat(contents(run.bia.post("/cli/memory.search", query))).doesNotContain(text);
    }

    private static List<String> contents(HttpResponse<String> found) {
        List<String> contents = new ArrayList<>();
        WholeRun.tree(found)
                .get("results")
                .forEach(hit -> contents.add(hit.get("content").asText()));
        return contents;
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "'", "\\\\", "😀", "*", "&|!", "..."})
    void search_forSignsAlone_answersWithAList(String query) {
        HttpResponse<String> found = run.bia.post("/cli/memory.search", "{\"query\":\"" + query + "\"}");
        WholeRun.is(200, found);
        assertThat(contents(found)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("memories")
    void memory_bad_isRefusedByItsCodeAndPlace(BadInput bad) {
        assertThat(Refusal.of(run.ana.post("/cli/memory.add", bad.body()))).isEqualTo(bad.refusal());
    }

    @ParameterizedTest
    @MethodSource("searches")
    void search_bad_isRefusedByItsCodeAndPlace(BadInput bad) {
        assertThat(Refusal.of(run.ana.post("/cli/memory.search", bad.body()))).isEqualTo(bad.refusal());
    }

    @Test
    void memory_aHundredTags_isRemembered() {
        ObjectNode hundred = WholeRun.object().put("content", "a hundred tags");
        for (int i = 0; i < 100; i++) {
            hundred.withArray("tags").add("tag" + i);
        }
        WholeRun.is(200, run.ana.post("/cli/memory.add", hundred.toString()));
    }

    /** A note whose content is this text. */
    private static String spanOf(String content) {
        String note =
                WholeRun.note(UUID.randomUUID().toString(), 0, "private", "x").toString();
        return note.replace("{\"text\":\"x\"}", content);
    }

    @ParameterizedTest
    @MethodSource("contents")
    void span_bad_isRefusedByItsCodeAndPlaceWhereverItIsSent(BadInput bad) {
        String span = spanOf(bad.body());
        assertThat(Refusal.of(run.ana.post("/wallet/sign/span", WholeRun.signing(span))))
                .as("to be signed")
                .isEqualTo(bad.refusal());
        assertThat(Refusal.of(run.ana.post("/api/spans", span)))
                .as("to be appended")
                .isEqualTo(bad.refusal());
        HttpResponse<String> batch = run.ana.post("/api/spans/batch", "{\"spans\":[" + span + "]}");
        WholeRun.is(200, batch);
        JsonNode problem = WholeRun.tree(batch).path("results").path(0);
        assertThat(Refusal.of(problem.path("status").asInt(), problem))
                .as("in a batch")
                .isEqualTo(bad.refusal());
    }

    @Test
    void span_tooMuchForARequest_isRefusedUnread() {
        String megabyte = spanOf("\"" + "x".repeat(1 << 20) + "\"");
        Refusal tooLarge = Refusal.of(413, "request.too_large");
        assertThat(Refusal.of(run.ana.post("/wallet/sign/span", WholeRun.signing(megabyte))))
                .isEqualTo(tooLarge);
        assertThat(Refusal.of(run.ana.post("/api/spans", megabyte))).isEqualTo(tooLarge);
        String bomb = spanOf("[".repeat(100_000) + "]".repeat(100_000));
        assertThat(Refusal.of(run.ana.post("/wallet/sign/span", WholeRun.signing(bomb))))
                .isEqualTo(new Refusal(413, "request.too_deep", "/span/content" + "/0".repeat(62)));
        assertThat(Refusal.of(run.ana.post("/api/spans", bomb)))
                .isEqualTo(new Refusal(422, "ledger.malformed", "/content" + "/0".repeat(59)));
    }

    @Test
    void span_numbersAtTheEdge_areSignedAsTheCanonicalFormHasThem() throws Exception {
        String id = UUID.randomUUID().toString();
        String span = WholeRun.note(id, 0, "private", "x")
                .toString()
                .replace(
                        "{\"text\":\"x\"}",
                        "{\"zero\":-0,\"point\":-0.0,\"most\":9007199254740991,\"beyond\":9007199254740993.0,"
                                + "\"exponent\":1E+2,\"small\":5e-324}");
        HttpResponse<String> signed = run.ana.post("/wallet/sign/span", WholeRun.signing(span));
        WholeRun.is(200, signed);
        String members = signed.body().substring(1);
        WholeRun.is(201, run.ana.post("/api/spans", span.substring(0, span.length() - 1) + "," + members));
        assertThat(run.ana.get("/api/spans/" + id).body())
                .contains("\"content\":{\"beyond\":9007199254740992,\"exponent\":100,\"most\":9007199254740991,"
                        + "\"point\":0,\"small\":5e-324,\"zero\":0}");
        assertThat(run.ana.get("/api/spans/" + id + "/verify").body()).contains("\"result\":\"holds\"");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void span_ofAnyText_comesBackAsItWasSentAndIsFoundByIt(String text) {
        String id = UUID.randomUUID().toString();
        WholeRun.append(
                run.ana, WholeRun.note(id, 0, "private", text).put("who", text).put("name", text));
        JsonNode back = WholeRun.tree(run.ana.get("/api/spans/" + id)).path("span");
        assertThat(back.path("content").path("text").asText()).isEqualTo(text);
        assertThat(back.path("name").asText()).isEqualTo(text);
        String who = URLEncoder.encode(text, StandardCharsets.UTF_8);
        JsonNode found = WholeRun.tree(run.ana.get("/api/spans?who=" + who)).path("spans");
        assertThat(found.size()).isEqualTo(1);
        assertThat(found.path(0).path("span").path("id").asText()).isEqualTo(id);
        assertThat(WholeRun.tree(run.bia.get("/api/spans?who=" + who))
                        .path("spans")
                        .size())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "entity_type=a%27;DROP, 400, request.field_invalid, entity_type",
        "limit=1e400, 400, request.malformed, limit",
        "limit=1001, 400, request.malformed, limit",
        "cursor=-1, 400, request.field_invalid, cursor",
        "after_position=9223372036854775808, 400, request.malformed, after_position",
        "since=yesterday, 400, request.field_invalid, since",
        "who=%00, 400, request.malformed, who",
        "colour=red, 400, request.unknown_field, colour",
        "limit=1&limit=2, 400, request.malformed, limit",
    })
    void list_badQuery_isRefusedByItsCodeAndParameter(String query, int status, String code, String parameter) {
        assertThat(Refusal.of(run.ana.get("/api/spans?" + query))).isEqualTo(new Refusal(status, code, parameter));
    }
}
