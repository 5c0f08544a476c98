package io.cofre.http.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.http.exchange.Headers;
import io.cofre.http.json.Json;
import io.cofre.http.traffic.Call;
import io.cofre.http.traffic.Seen;
import io.cofre.ports.Dependency;
import io.cofre.testkit.fault.Cue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerTest {
    private static final String ID = "0e37df36-f698-41e6-8dd4-cb9ced3df976";

    private final HttpWorld world = new HttpWorld().acme();
    private final String ana = world.ana();

    private static ObjectNode note(String id, int seq) {
        ObjectNode span = Json.object()
                .put("id", id)
                .put("seq", seq)
                .put("entity_type", "note")
                .put("who", "user:ana")
                .put("this", "note")
                .put("at", "2026-11-22T00:00:00.000Z")
                .put("tenant_id", "acme")
                .put("owner_id", "ana@acme")
                .put("visibility", "private");
        span.putObject("content").put("é", 1.5).put("z", "a\nb").putNull("a");
        return span;
    }

    private Seen sign(JsonNode span) {
        ObjectNode body = Json.object().put("kid", "kid_ed25519_main");
        body.set("span", span);
        return world.post(ana, "/wallet/sign/span", Json.text(body));
    }

    private ObjectNode signed(ObjectNode span) {
        Seen seen = sign(span);
        assertThat(seen.status()).as(seen.body()).isEqualTo(200);
        ObjectNode whole = span.deepCopy();
        whole.setAll((ObjectNode) seen.json());
        return whole;
    }

    private Seen append(JsonNode span) {
        return world.post(ana, "/api/spans", Json.text(span));
    }

    @Test
    void append_signedSpan_isReadBackAsItWasSigned() {
        ObjectNode span = signed(note(ID, 0));
        Seen receipt = append(span);
        assertThat(receipt.status()).isEqualTo(201);
        assertThat(receipt.json().path("payload_hash").asText())
                .isEqualTo(span.path("payload_hash").asText());
        Seen again = append(span);
        assertThat(List.of(again.status(), again.body())).isEqualTo(List.of(200, receipt.body()));
        Seen read = world.get(ana, "/api/spans/" + ID);
        assertThat(read.json().path("span")).isEqualTo(span);
        assertThat(read.json().path("position").asLong())
                .isEqualTo(receipt.json().path("position").asLong());
        assertThat(read.body()).contains("\"content\":{\"a\":null,\"z\":\"a\\nb\",\"é\":1.5}");
    }

    @Test
    void read_versionsPagesAndVerification_areTold() {
        append(signed(note(ID, 0)));
        append(signed(note(ID, 1)));
        assertThat(world.get(ana, "/api/spans/" + ID)
                        .json()
                        .path("span")
                        .path("seq")
                        .asInt())
                .isEqualTo(1);
        assertThat(world.get(ana, "/api/spans/" + ID + "?seq=0")
                        .json()
                        .path("span")
                        .path("seq")
                        .asInt())
                .isZero();
        assertThat(world.get(ana, "/api/spans/" + ID + "?seq=2").code()).isEqualTo("span.unknown");
        Seen page = world.get(ana, "/api/spans/" + ID + "/versions?limit=1");
        assertThat(page.json().path("next_cursor").asText()).isEqualTo("0");
        assertThat(world.get(ana, "/api/spans/" + ID + "/versions?limit=1&cursor=0")
                        .json()
                        .path("spans")
                        .path(0)
                        .path("span")
                        .path("seq")
                        .asInt())
                .isEqualTo(1);
        Seen verified = world.get(ana, "/api/spans/" + ID + "/verify");
        assertThat(verified.json().path("result").asText()).isEqualTo("holds");
        assertThat(verified.json().path("checks").size()).isEqualTo(7);
        assertThat(world.get(ana, "/api/spans/" + ID + "/verify?seq=0")
                        .json()
                        .path("seq")
                        .asInt())
                .isZero();
        assertThat(world.get(ana, "/api/spans/" + ID + "/verify?seq=9").code()).isEqualTo("span.unknown");
    }

    @Test
    void list_filters_findOnlyWhatFits() {
        append(signed(note(ID, 0)));
        assertThat(world.get(
                                ana,
                                "/api/spans?entity_type=note&owner_id=ana@acme&who=user:ana&since=2026-11-22T00:00:00Z"
                                        + "&until=2026-11-23T00:00:00Z&after_position=0&limit=1")
                        .json()
                        .path("spans")
                        .size())
                .isEqualTo(1);
        assertThat(world.get(ana, "/api/spans?entity_type=other").body())
                .isEqualTo("{\"spans\":[],\"next_cursor\":null}");
        assertThat(world.get(ana, "/api/spans?entity_typ=note").code()).isEqualTo("request.unknown_field");
        assertThat(world.get(ana, "/api/spans?since=yesterday")
                        .json()
                        .path("parameter")
                        .asText())
                .isEqualTo("since");
        assertThat(world.get(ana, "/api/spans?cursor=-1").code()).isEqualTo("request.field_invalid");
    }

    @ParameterizedTest
    @CsvSource({"/api/spans/x", "/api/spans/x/versions", "/api/spans/x/verify"})
    void read_whatIsNoId_isUnknown(String path) {
        assertThat(world.get(ana, path).code()).isEqualTo("span.unknown");
        assertThat(world.get(ana, path.replace("/x", "/" + ID)).code()).isEqualTo("span.unknown");
    }

    @Test
    void read_otherOwnersPrivateSpan_isUnknown() {
        append(signed(note(ID, 0)));
        world.wallet("wlt_acme_bia", "bia@acme");
        String bia = world.key("wlt_acme_bia", "span.read");
        assertThat(world.get(bia, "/api/spans/" + ID).code()).isEqualTo("span.unknown");
        assertThat(world.get(bia, "/api/spans/export").body()).doesNotContain(ID);
        assertThat(world.get(bia, "/api/spans?entity_type=note")
                        .json()
                        .path("spans")
                        .size())
                .isZero();
    }

    @Test
    void append_refusals_haveTheirCodes() {
        ObjectNode good = signed(note(ID, 0));
        assertThat(append(note(ID, 0)).code()).isEqualTo("ledger.unsigned");
        assertThat(append(good.deepCopy().put("who", "user:eve")).code()).isEqualTo("ledger.hash_mismatch");
        assertThat(append(good.deepCopy().put("more", 1)).code()).isEqualTo("ledger.malformed");
        ObjectNode forged = good.deepCopy();
        ((ObjectNode) forged.get("sig")).put("nonce", "AAAAAAAAAAAAAAAAAAAAAA");
        assertThat(append(forged).code()).isEqualTo("ledger.signature_invalid");
        assertThat(append(signed(note(ID, 1))).code()).isEqualTo("ledger.version_gap");
        append(good);
        Seen taken = append(signed(note(ID, 0).put("name", "other")));
        assertThat(List.of(taken.status(), taken.code())).isEqualTo(List.of(409, "ledger.version_taken"));
        Seen twice = world.post(ana, "/api/spans", "{\"id\":\"a\",\"id\":\"b\"}");
        assertThat(List.of(
                        twice.status(),
                        twice.code(),
                        twice.json().path("pointer").asText()))
                .isEqualTo(List.of(422, "ledger.malformed", "/id"));
    }

    @Test
    void sign_refusals_haveTheirCodes() {
        assertThat(sign(signed(note(ID, 0))).code()).isEqualTo("ledger.already_signed");
        assertThat(sign(note(ID, 0).put("tenant_id", "other")).code()).isEqualTo("ledger.not_owner");
        assertThat(sign(note(ID, 0).put("entity_type", "memory")).code()).isEqualTo("ledger.reserved_type");
        Seen nested = world.post(
                ana, "/wallet/sign/span", "{\"kid\":\"kid_ed25519_main\",\"span\":{\"content\":{\"a\":1,\"a\":2}}}");
        assertThat(List.of(nested.status(), nested.json().path("pointer").asText()))
                .isEqualTo(List.of(422, "/content/a"));
        assertThat(world.post(ana, "/wallet/sign/span", "{\"kid\":\"kid_none\",\"span\":{}}")
                        .code())
                .isEqualTo("wallet.kid_unknown");
    }

    @Test
    void append_commitLost_namesTheSpanAndIsFinalWhenRepeated() {
        ObjectNode span = signed(note(ID, 0));
        for (Cue cue : List.of(Cue.lostBefore(), Cue.lostAfter())) {
            world.ofTheJournal.next(cue.on("commit"));
            Seen lost = append(span);
            assertThat(List.of(lost.status(), lost.code())).isEqualTo(List.of(503, "ledger.outcome_unknown"));
            assertThat(lost.json().path("spans").toString()).isEqualTo("[{\"id\":\"" + ID + "\",\"seq\":0}]");
            assertThat(lost.header("Retry-After")).isEqualTo("1");
        }
        assertThat(append(span).status()).as("the second stood").isEqualTo(200);
        assertThat(world.get(ana, "/api/spans/" + ID + "?seq=0").status()).isEqualTo(200);
    }

    @Test
    void batch_commitLost_namesTheSpansThatMayStandAndNoOther() {
        ObjectNode good = signed(note(ID, 0));
        ObjectNode bad = note("1f2a9a58-4bd4-4b52-a6e5-8b2bd19d3c4e", 0);
        world.ofTheJournal.next(Cue.lostAfter().on("commit"));
        Seen lost = world.post(ana, "/api/spans/batch", "{\"spans\":[" + Json.text(bad) + "," + Json.text(good) + "]}");
        assertThat(List.of(lost.status(), lost.code())).isEqualTo(List.of(503, "ledger.outcome_unknown"));
        assertThat(lost.json().path("spans").toString()).isEqualTo("[{\"id\":\"" + ID + "\",\"seq\":0}]");
    }

    @Test
    void sign_vaultAway_is503AndNothingStandsInForIt() {
        world.ofTheVault.next(Cue.unavailable(Dependency.VAULT).on("sign"));
        Seen away = sign(note(ID, 0));
        assertThat(List.of(away.status(), away.code())).isEqualTo(List.of(503, "wallet.vault_unavailable"));
        assertThat(away.header("Retry-After")).isEqualTo("1");
        assertThat(sign(note(ID, 0)).status()).isEqualTo(200);
    }

    @Test
    void batch_mixed_answersEachInOrder() {
        ObjectNode body = Json.object();
        body.putArray("spans").add(signed(note(ID, 0))).add(note(ID, 1)).add(signed(note(ID, 1)));
        Seen seen = world.post(ana, "/api/spans/batch", Json.text(body));
        JsonNode results = seen.json().path("results");
        assertThat(results.path(0).path("seq").asText()).isEqualTo("0");
        assertThat(results.path(1).path("code").asText()).isEqualTo("ledger.unsigned");
        assertThat(results.path(2).path("seq").asText()).isEqualTo("1");
        assertThat(world.post(ana, "/api/spans/batch", "{\"spans\":[]}").body()).isEqualTo("{\"results\":[]}");
    }

    @Test
    void batch_lines_answersALineEach() {
        String lines =
                Json.text(signed(note(ID, 0))) + "\n\n" + "x".repeat(600_000) + "\r\n" + Json.text(signed(note(ID, 1)));
        Seen seen = world.send(
                new Call("POST", "/api/spans/batch", Headers.of("Content-Type", "application/x-ndjson"), lines)
                        .key(ana));
        List<String> told = new ArrayList<>();
        seen.body()
                .lines()
                .map(Json::parse)
                .forEach(line ->
                        told.add(line.path("seq").asText() + line.path("code").asText()));
        assertThat(told).containsExactly("0", "request.too_large", "1");
    }

    @Test
    void signSpans_mixed_answersEachInOrder() {
        ObjectNode body = Json.object().put("kid", "kid_ed25519_main");
        body.putArray("spans").add(note(ID, 0)).add(note(ID, 0).put("owner_id", "eve"));
        JsonNode results =
                world.post(ana, "/wallet/sign/spans", Json.text(body)).json().path("results");
        assertThat(results.path(0).path("sig").path("kid").asText()).isEqualTo("kid_ed25519_main");
        assertThat(results.path(1).path("code").asText()).isEqualTo("ledger.not_owner");
        assertThat(world.post(ana, "/wallet/sign/spans", "{\"kid\":\"kid_ed25519_main\",\"spans\":[]}")
                        .body())
                .isEqualTo("{\"results\":[]}");
    }

    @Test
    void export_everythingVisible_isALineEach() {
        append(signed(note(ID, 0)));
        List<String> lines = world.get(ana, "/api/spans/export").body().lines().toList();
        assertThat(lines).anyMatch(line -> line.contains(ID)).anyMatch(line -> line.contains("\"logline_id\""));
        String last = Json.parse(lines.getLast()).path("position").asText();
        assertThat(world.get(ana, "/api/spans/export?after_position=" + last)
                        .body()
                        .lines())
                .as("the keys of what came before, and nothing else")
                .isNotEmpty()
                .allMatch(line -> line.contains("\"entity_type\":\"logline_id\""));
    }

    @Test
    void stream_drainingNode_givesWhatIsThereAndEnds() {
        append(signed(note(ID, 0)));
        world.draining.set(true);
        Seen seen = world.send(Call.get("/api/timeline/stream").key(ana).with("Last-Event-ID", "0"));
        assertThat(seen.header("Content-Type")).isEqualTo("text/event-stream");
        assertThat(seen.body()).startsWith(": following\n\nid: ").contains("event: span\ndata: {\"position\":", ID);
    }

    @Test
    void stream_badPosition_isRefused() {
        assertThat(world.send(Call.get("/api/timeline/stream").key(ana).with("Last-Event-ID", "x"))
                        .code())
                .isEqualTo("request.field_invalid");
    }
}
