package io.cofre.http.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.http.exchange.Headers;
import io.cofre.http.json.Json;
import io.cofre.http.traffic.Call;
import io.cofre.http.traffic.Seen;
import io.cofre.ports.journal.Once;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code Idempotency-Key} where a repeat is not answered from the record of one change. */
class RepeatsTest {
    private static final String ONE = "0e37df36-f698-41e6-8dd4-cb9ced3df976";
    private static final String TWO = "1e37df36-f698-41e6-8dd4-cb9ced3df976";

    private final HttpWorld world = new HttpWorld().acme();
    private final String ana = world.ana();

    private ObjectNode signed(String id, long seq) {
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
        ObjectNode body = Json.object().put("kid", "kid_ed25519_main");
        body.set("span", span);
        Seen seen = world.post(ana, "/wallet/sign/span", Json.text(body));
        assertThat(seen.status()).as(seen.body()).isEqualTo(200);
        span.setAll((ObjectNode) seen.json());
        return span;
    }

    private Seen once(String path, String body) {
        return world.send(Call.post(path, body).key(ana).with("Idempotency-Key", "key-1"));
    }

    private static void assertMismatch(Seen seen) {
        assertThat(List.of(seen.status(), seen.code())).isEqualTo(List.of(422, "request.idempotency_mismatch"));
    }

    @Test
    void append_again_isTheFirstAnswer() {
        String body = Json.text(signed(ONE, 0));
        Seen first = once("/api/spans", body);
        assertThat(List.of(first.status(), first.header("Idempotency-Replayed")))
                .isEqualTo(List.of(201, ""));
        Seen again = once("/api/spans", body);
        assertThat(List.of(again.status(), again.body(), again.header("Idempotency-Replayed")))
                .isEqualTo(List.of(201, first.body(), "true"));
        assertMismatch(once("/api/spans", Json.text(signed(TWO, 0))));
        assertThat(world.get(ana, "/api/spans/" + TWO).status()).isEqualTo(404);
    }

    /** Another node has found no record and appends beside this one. */
    @Test
    void append_againOnANodeThatFoundNoRecord_isTheFirstAnswer() {
        ObjectNode span = signed(ONE, 0);
        Seen first = once("/api/spans", Json.text(span));
        Call call = Call.post("/api/spans", Json.text(span)).key(ana).with("Idempotency-Key", "key-1");
        Seen again = world.send(world.blind(), call);
        assertThat(List.of(again.status(), again.json())).isEqualTo(List.of(200, first.json()));
        Call other = Call.post("/api/spans", Json.text(signed(TWO, 0))).key(ana).with("Idempotency-Key", "key-1");
        assertMismatch(world.send(world.blind(), other));
    }

    @Test
    void append_refused_leavesTheKeyFree() {
        assertThat(once("/api/spans", Json.text(signed(ONE, 1))).code()).isEqualTo("ledger.version_gap");
        assertThat(once("/api/spans", Json.text(signed(ONE, 0))).status()).isEqualTo(201);
    }

    private String batch(ObjectNode... spans) {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("spans");
        list.addAll(List.of(spans));
        return Json.text(body);
    }

    @Test
    void batch_again_givesEachSpanItsFirstReceipt() {
        String body = batch(signed(ONE, 1), signed(ONE, 0), signed(TWO, 0));
        Seen first = once("/api/spans/batch", body);
        assertThat(first.json().path("results").path(0).path("code").asText()).isEqualTo("ledger.version_gap");
        assertThat(first.json().path("results").path(2).path("id").asText()).isEqualTo(TWO);
        Seen again = once("/api/spans/batch", body);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.json().path("results").path(1))
                .isEqualTo(first.json().path("results").path(1));
        assertThat(again.json().path("results").path(2))
                .isEqualTo(first.json().path("results").path(2));
    }

    @Test
    void batch_otherBody_is422AndAppendsNothing() {
        once("/api/spans/batch", batch(signed(ONE, 0)));
        assertMismatch(once("/api/spans/batch", batch(signed(TWO, 0))));
        Call other = Call.post("/api/spans/batch", batch(signed(TWO, 0), signed(ONE, 0)))
                .key(ana)
                .with("Idempotency-Key", "key-1");
        assertMismatch(world.send(world.blind(), other));
        assertThat(world.get(ana, "/api/spans/" + TWO).status()).isEqualTo(404);
    }

    @Test
    void lines_withAKey_areRefused() {
        Call lines = new Call("POST", "/api/spans/batch", Headers.of("Content-Type", "application/x-ndjson"), "{}\n");
        Seen seen = world.send(lines.key(ana).with("Idempotency-Key", "key-1"));
        assertThat(List.of(seen.status(), seen.code())).isEqualTo(List.of(400, "request.idempotency_unsupported"));
    }

    @Test
    void open_again_is409WithTheEndOfTheFirst() {
        Seen first = once("/wallet/open", "{\"ttl_seconds\":300}");
        assertThat(first.status()).isEqualTo(200);
        world.clock.advance(Once.KEPT.dividedBy(24));
        Seen again = once("/wallet/open", "{\"ttl_seconds\":300}");
        assertThat(List.of(again.status(), again.code())).isEqualTo(List.of(409, "request.already_done"));
        assertThat(again.json().path("exp").asText())
                .isEqualTo(first.json().path("exp").asText());
        assertThat(again.body()).doesNotContain("wss_");
        assertMismatch(once("/wallet/open", "{\"ttl_seconds\":301}"));
    }
}
