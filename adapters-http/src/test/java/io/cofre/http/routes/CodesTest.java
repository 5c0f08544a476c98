package io.cofre.http.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.http.json.Json;
import io.cofre.http.traffic.Seen;
import io.cofre.testkit.fault.Cue;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Refusals that no other test of this module comes by, each from the rule that makes it. */
class CodesTest {
    private static final String ID = "0e37df36-f698-41e6-8dd4-cb9ced3df976";

    private final HttpWorld world = new HttpWorld().acme();
    private final String ana = world.ana();

    private static void assertRefused(Seen seen, int status, String code) {
        assertThat(List.of(seen.status(), seen.code())).isEqualTo(List.of(status, code));
    }

    private static ObjectNode note(long seq) {
        return Json.object()
                .put("id", ID)
                .put("seq", seq)
                .put("entity_type", "note")
                .put("who", "user:ana")
                .put("this", "note")
                .put("at", "2026-11-22T00:00:00.000Z")
                .put("tenant_id", "acme")
                .put("owner_id", "ana@acme")
                .put("visibility", "private");
    }

    private ObjectNode signed(ObjectNode span, String kid) {
        ObjectNode body = Json.object().put("kid", kid);
        body.set("span", span);
        Seen seen = world.post(ana, "/wallet/sign/span", Json.text(body));
        assertThat(seen.status()).as(seen.body()).isEqualTo(200);
        span.setAll((ObjectNode) seen.json());
        return span;
    }

    private ObjectNode signed(ObjectNode span) {
        return signed(span, "kid_ed25519_main");
    }

    private Seen append(ObjectNode span) {
        return world.post(ana, "/api/spans", Json.text(span));
    }

    @Test
    void append_whatWasStoredBroken_is500() {
        ObjectNode span = signed(note(0));
        world.ofTheJournal.next(Cue.corrupt().on("commit"));
        assertRefused(append(span), 500, "internal.corrupt");
    }

    @Test
    void append_signatureOfAnotherAlgorithm_is422() {
        ObjectNode span = signed(note(0));
        ((ObjectNode) span.path("sig")).put("alg", "rsa");
        assertRefused(append(span), 422, "ledger.alg_unknown");
    }

    @Test
    void append_keyThatNobodyIntroduced_is422() {
        ObjectNode span = signed(note(0));
        ((ObjectNode) span.path("sig")).put("key_id", "did:logline:" + "0".repeat(64));
        assertRefused(append(span), 422, "ledger.key_unknown");
    }

    @Test
    void append_keyThatWasRevoked_is422() {
        world.post(ana, "/wallet/key/register", "{\"kid\":\"kid_two\",\"type\":\"ed25519\",\"caps\":[\"sign.span\"]}");
        ObjectNode span = signed(note(0), "kid_two");
        world.post(ana, "/wallet/key/revoke", "{\"kid\":\"kid_two\",\"reason\":\"lost\"}");
        assertRefused(append(span), 422, "ledger.key_inactive");
    }

    @Test
    void append_hashOfAnotherVersionBefore_is422() {
        append(signed(note(0)));
        assertRefused(append(signed(note(1).put("prev_hash", "b3:" + "0".repeat(64)))), 422, "ledger.prev_mismatch");
    }

    @Test
    void sign_withAProvidersKey_is409() {
        world.post(
                ana,
                "/wallet/key/register",
                "{\"kid\":\"kid_provider_anthropic\",\"type\":\"provider_key\",\"provider\":\"anthropic\","
                        + "\"secret\":\"sk-planted\",\"caps\":[\"provider.invoke:anthropic/*\"]}");
        ObjectNode body = Json.object().put("kid", "kid_provider_anthropic");
        body.set("span", note(0));
        assertRefused(world.post(ana, "/wallet/sign/span", Json.text(body)), 409, "wallet.key_type");
    }

    @Test
    void invoke_providerThatIsNotSetUp_is404() {
        assertRefused(
                world.post(
                        ana,
                        "/wallet/provider/invoke",
                        "{\"provider\":\"openai\",\"model\":\"m\",\"input\":{\"messages\":"
                                + "[{\"role\":\"user\",\"content\":\"x\"}]}}"),
                404,
                "provider.not_configured");
    }

    @Test
    void call_ofASuspendedTenant_is403() {
        Seen suspended = world.post(
                world.admin, "/api/admin/tenants/acme/status", "{\"status\":\"suspended\",\"reason\":\"unpaid\"}");
        assertThat(suspended.status()).as(suspended.body()).isEqualTo(200);
        assertRefused(world.get(ana, "/wallet"), 403, "tenant.suspended");
    }

    @Test
    void call_ofAClosedWallet_is403() {
        Seen closed = world.post(
                world.admin, "/api/admin/wallets/wlt_acme_ana/status", "{\"status\":\"closed\",\"reason\":\"left\"}");
        assertThat(closed.status()).as(closed.body()).isEqualTo(200);
        assertRefused(world.get(ana, "/wallet"), 403, "wallet.closed");
    }
}
