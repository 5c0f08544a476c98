package io.cofre.http.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.crypto.Hex;
import io.cofre.domain.span.KeyProof;
import io.cofre.domain.span.SpanSigning;
import io.cofre.http.json.Json;
import io.cofre.http.traffic.Seen;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.wallet.WalletId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys that their clients hold, and what http scopes and types of keys are refused (spec 02). */
class HeldKeyTest {
    private static final Ed25519 ENGINE = Ed25519.fastest();

    private final HttpWorld world = new HttpWorld().acme();
    private final String ana = world.ana();

    /** A registration with a good proof. */
    private Seen register(String token, String wallet, String kid, int seed, String caps, String httpScopes) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        long now = world.clock.millis();
        try (SecretBytes secret = SecretBytes.owning(bytes)) {
            PublicKey key = ENGINE.publicKey(secret);
            byte[] proof = ENGINE.sign(secret, KeyProof.message(new WalletId(wallet), new Kid(kid), key, now));
            return world.post(
                    token,
                    "/wallet/key/register",
                    "{\"kid\":\"" + kid + "\",\"type\":\"ed25519\",\"caps\":" + caps + ",\"http_scopes\":" + httpScopes
                            + ",\"pubkey_hex\":\"" + key.hex() + "\",\"proof\":\"" + Hex.encode(proof)
                            + "\",\"proof_ts\":" + now + "}");
        }
    }

    private static PublicKey key(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        try (SecretBytes secret = SecretBytes.owning(bytes)) {
            return ENGINE.publicKey(secret);
        }
    }

    private static List<Object> told(Seen seen) {
        return List.of(seen.status(), seen.code());
    }

    @Test
    void register_withAGoodProof_isIntroducedAndTheServiceCannotSignWithIt() {
        Seen seen = register(ana, "wlt_acme_ana", "kid_mine", 1, "[\"sign.http\"]", "[\"memory.add\"]");
        assertThat(seen.status()).as(seen.body()).isEqualTo(200);
        assertThat(seen.json().path("pubkey_hex").asText()).isEqualTo(key(1).hex());
        assertThat(seen.json().path("key_id").asText())
                .isEqualTo(SpanSigning.keyId(key(1)).value());
        assertThat(seen.json().path("http_scopes").toString()).isEqualTo("[\"memory.add\"]");
        assertThat(world.in.keys().find(List.of(SpanSigning.keyId(key(1))))).hasSize(1);

        assertThat(told(world.post(ana, "/wallet/sign/span", "{\"kid\":\"kid_mine\",\"span\":{}}")))
                .isEqualTo(List.of(409, "wallet.key_external"));
        assertThat(told(world.post(
                        ana,
                        "/wallet/sign/http",
                        "{\"kid\":\"kid_mine\",\"method\":\"GET\",\"path_with_query\":\"/x\"}")))
                .isEqualTo(List.of(409, "wallet.key_external"));
        assertThat(told(world.post(ana, "/wallet/key/rotate", "{\"kid\":\"kid_mine\"}")))
                .isEqualTo(List.of(409, "wallet.key_external"));
        Seen revoked = world.post(ana, "/wallet/key/revoke", "{\"kid\":\"kid_mine\",\"reason\":\"lost\"}");
        assertThat(revoked.json().path("status").asText()).isEqualTo("revoked");
    }

    @Test
    void register_ofAHeldKeyWithAnotherCap_isRefused() {
        for (String caps : List.of("[\"sign.span\"]", "[\"sign.http\",\"sign.span\"]", "[]")) {
            Seen seen = register(ana, "wlt_acme_ana", "kid_mine", 1, caps, "[]");
            assertThat(told(seen)).as(caps).isEqualTo(List.of(400, "request.field_invalid"));
            assertThat(seen.json().path("pointer").asText()).isEqualTo("/caps");
        }
    }

    @Test
    void register_ofAHeldKeyForAnotherWalletThanProved_isRefused() {
        assertThat(told(register(ana, "wlt_acme_other", "kid_mine", 1, "[\"sign.http\"]", "[]")))
                .isEqualTo(List.of(422, "wallet.proof_invalid"));
    }

    @Test
    void register_ofAPublicKeyThatIsKnown_isToldSo() {
        world.wallet("wlt_acme_bia", "bia@acme");
        String bia = world.key("wlt_acme_bia", "wallet.key.*");
        assertThat(register(bia, "wlt_acme_bia", "kid_hers", 1, "[\"sign.http\"]", "[]")
                        .status())
                .isEqualTo(200);
        assertThat(told(register(ana, "wlt_acme_ana", "kid_mine", 1, "[\"sign.http\"]", "[]")))
                .isEqualTo(List.of(409, "wallet.key_known"));
        assertThat(told(register(bia, "wlt_acme_bia", "kid_again", 1, "[\"sign.http\"]", "[]")))
                .isEqualTo(List.of(409, "wallet.key_known"));
        assertThat(register(ana, "wlt_acme_ana", "kid_mine", 2, "[\"sign.http\"]", "[]")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void register_withHttpScopesTheRegistrarLacks_isForbidden() {
        for (String scope : List.of("wallet.open:x", "app.register", "tenant.admin", "job.add")) {
            Seen seen = register(ana, "wlt_acme_ana", "kid_mine", 1, "[\"sign.http\"]", "[\"" + scope + "\"]");
            assertThat(told(seen)).as(scope).isEqualTo(List.of(403, "auth.scope_not_grantable"));
            assertThat(seen.json().path("scope").asText()).isEqualTo(scope);
        }
        Seen made = world.post(
                ana,
                "/wallet/key/register",
                "{\"kid\":\"kid_made\",\"type\":\"ed25519\",\"caps\":[\"sign.http\"],\"http_scopes\":[\"app.register\"]}");
        assertThat(told(made)).isEqualTo(List.of(403, "auth.scope_not_grantable"));
        assertThat(register(ana, "wlt_acme_ana", "kid_mine", 1, "[\"sign.http\"]", "[\"memory.search\"]")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void register_byAnAdministrator_givesHttpScopesButForAdminAndServiceOnes() {
        String start =
                "{\"wallet_id\":\"wlt_acme_ana\",\"kid\":\"kid_%s\",\"type\":\"ed25519\",\"caps\":[\"sign.http\"],"
                        + "\"http_scopes\":[\"%s\"]}";
        assertThat(world.post(world.admin, "/wallet/key/register", start.formatted("a", "app.register"))
                        .status())
                .isEqualTo(200);
        for (String scope : List.of("platform.admin", "tenant.admin", "job.add", "config.read")) {
            assertThat(told(world.post(world.admin, "/wallet/key/register", start.formatted("b", scope))))
                    .as(scope)
                    .isEqualTo(List.of(403, "auth.scope_not_grantable"));
        }
    }

    @Test
    void sign_withAKeyOfAnotherType_isToldSo() {
        assertThat(world.post(
                                ana,
                                "/wallet/key/register",
                                Json.text(Json.object()
                                        .put("kid", "kid_provider")
                                        .put("type", "provider_key")
                                        .put("provider", "anthropic")
                                        .put("secret", "sk-test")
                                        .set("caps", Json.texts(List.of("provider.invoke:anthropic/*")))))
                        .status())
                .isEqualTo(200);
        assertThat(told(world.post(ana, "/wallet/sign/span", "{\"kid\":\"kid_provider\",\"span\":{}}")))
                .isEqualTo(List.of(409, "wallet.key_type"));
        assertThat(told(world.post(
                        ana,
                        "/wallet/sign/http",
                        "{\"kid\":\"kid_provider\",\"method\":\"GET\",\"path_with_query\":\"/x\"}")))
                .isEqualTo(List.of(409, "wallet.key_type"));
        assertThat(told(world.post(
                        ana,
                        "/wallet/provider/invoke",
                        "{\"kid\":\"kid_ed25519_main\",\"provider\":\"anthropic\",\"model\":\"claude-x\","
                                + "\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}}")))
                .isEqualTo(List.of(409, "wallet.key_type"));
        assertThat(told(world.post(ana, "/wallet/key/rotate", "{\"kid\":\"kid_ed25519_main\",\"secret\":\"sk-test\"}")))
                .isEqualTo(List.of(400, "request.field_invalid"));
    }
}
