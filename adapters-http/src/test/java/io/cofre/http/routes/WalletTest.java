package io.cofre.http.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.http.exchange.Headers;
import io.cofre.http.traffic.Call;
import io.cofre.http.traffic.Seen;
import java.util.List;
import org.junit.jupiter.api.Test;

class WalletTest {
    private final HttpWorld world = new HttpWorld().acme();
    private final String ana = world.ana();

    private Seen key(String operation, String json) {
        return world.post(ana, "/wallet/key/" + operation, json);
    }

    @Test
    void open_session_isNarrowerAndWorks() {
        Seen opened = world.post(ana, "/wallet/open", "{\"scopes\":[\"memory.add\"],\"ttl_seconds\":300}");
        assertThat(opened.json().path("exp").asLong()).isEqualTo(world.clock.millis() + 300_000);
        String session = opened.json().path("wallet_session").asText();
        Seen who = world.send(Call.get("/auth/whoami").with("Authorization", "WalletSession " + session));
        assertThat(who.json().path("scopes").toString()).isEqualTo("[\"memory.add\"]");
        assertThat(who.json().path("proof").asText()).isEqualTo("wallet_session");
        Seen wider = world.post(ana, "/wallet/open", "{\"scopes\":[\"platform.admin\"]}");
        assertThat(List.of(wider.status(), wider.code())).isEqualTo(List.of(403, "auth.scope_not_grantable"));
        assertThat(world.send(new Call("POST", "/wallet/open", Headers.none(), "").key(ana))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void wallet_own_showsNoSecret() {
        Seen seen = world.get(ana, "/wallet");
        assertThat(seen.json()
                        .path("items")
                        .path("kid_ed25519_main")
                        .path("type")
                        .asText())
                .isEqualTo("ed25519");
        assertThat(seen.body()).doesNotContain("secret");
    }

    @Test
    void key_life_isTold() {
        Seen registered = key("register", "{\"kid\":\"kid_two\",\"type\":\"ed25519\",\"caps\":[\"sign.span\"]}");
        assertThat(registered.json().path("key_id").asText()).startsWith("did:logline:");
        assertThat(key("register", "{\"kid\":\"kid_two\",\"type\":\"ed25519\",\"caps\":[\"sign.span\"]}")
                        .code())
                .isEqualTo("wallet.kid_exists");
        Seen rotated = key("rotate", "{\"kid\":\"kid_two\"}");
        assertThat(rotated.json().path("version").asInt()).isEqualTo(2);
        Seen revoked = key("revoke", "{\"kid\":\"kid_two\",\"reason\":\"lost\"}");
        assertThat(revoked.json().path("status").asText()).isEqualTo("revoked");
        assertThat(key("rotate", "{\"kid\":\"kid_two\"}").code()).isEqualTo("wallet.key_inactive");
        assertThat(key("rotate", "{\"kid\":\"kid_three\"}").code()).isEqualTo("wallet.kid_unknown");
        assertThat(world.post(ana, "/wallet/sign/span", "{\"kid\":\"kid_two\",\"span\":{}}")
                        .code())
                .isEqualTo("wallet.key_inactive");
        assertThat(world.post(
                                world.admin,
                                "/wallet/key/register",
                                "{\"wallet_id\":\"wlt_none\",\"kid\":\"kid_a\",\"type\":\"ed25519\","
                                        + "\"caps\":[\"sign.span\"]}")
                        .code())
                .isEqualTo("wallet.unknown");
        assertThat(key("revoke", "{\"kid\":\"kid_three\",\"reason\":\"lost\"}").code())
                .isEqualTo("wallet.kid_unknown");
    }

    @Test
    void key_ofAProvider_neverShowsItsSecret() {
        String register = "{\"kid\":\"kid_provider_anthropic\",\"type\":\"provider_key\",\"provider\":\"anthropic\","
                + "\"secret\":\"sk-planted\",\"caps\":[\"provider.invoke:anthropic/*\"]}";
        Seen seen = key("register", register);
        assertThat(seen.json().path("provider").asText()).isEqualTo("anthropic");
        assertThat(seen.body()).doesNotContain("planted");
        assertThat(key("rotate", "{\"kid\":\"kid_provider_anthropic\"}").status())
                .isGreaterThanOrEqualTo(400);
        assertThat(key("register", register.replace("\"secret\":\"sk-planted\",", ""))
                        .code())
                .isEqualTo("request.field_missing");
        assertThat(key("register", register.replace("\"caps\"", "\"http_scopes\":[],\"caps\""))
                        .code())
                .isEqualTo("request.field_invalid");
        assertThat(key("register", "{\"kid\":\"k\",\"type\":\"ed25519\",\"caps\":[\"mem*\"]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void key_heldByItsClient_needsAProof() {
        Seen seen = key(
                "register",
                "{\"kid\":\"kid_mine\",\"type\":\"ed25519\",\"caps\":[\"sign.http\"],\"pubkey_hex\":"
                        + "\"d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a\",\"proof\":\""
                        + "0".repeat(128) + "\",\"proof_ts\":" + world.clock.millis() + "}");
        assertThat(List.of(seen.status(), seen.code())).isEqualTo(List.of(422, "wallet.proof_invalid"));
    }

    /** The key's own http_scopes may be wider than what its caller holds. */
    @Test
    void signHttp_callOfAProvider_takesTheScopeForWhatItsBodyCalls() {
        String signer = world.key("wlt_acme_ana", "http.sign", "provider.invoke:echo/*");
        String sign = "{\"kid\":\"kid_ed25519_main\",\"method\":\"POST\",\"path_with_query\":\"%s\"%s}";
        String body = ",\"body_canon\":\"{\\\"provider\\\":\\\"%s\\\",\\\"model\\\":\\\"%s\\\"}\"";
        String invoke = "/wallet/provider/invoke";
        assertThat(world.post(signer, "/wallet/sign/http", sign.formatted(invoke, body.formatted("echo", "echo")))
                        .status())
                .isEqualTo(200);
        Seen other =
                world.post(signer, "/wallet/sign/http", sign.formatted(invoke, body.formatted("openai", "gpt-4o")));
        assertThat(List.of(
                        other.status(), other.code(), other.json().path("scope").asText()))
                .isEqualTo(List.of(403, "auth.scope_missing", "provider.invoke:openai/gpt-4o"));
        for (String path : List.of(invoke, "/cli/ask", "/cli/ask?x=1")) {
            Seen unread = world.post(signer, "/wallet/sign/http", sign.formatted(path, ""));
            assertThat(List.of(
                            unread.status(),
                            unread.code(),
                            unread.json().path("scope").asText()))
                    .as(path)
                    .isEqualTo(List.of(403, "auth.scope_missing", "provider.invoke:*"));
        }
        assertThat(world.post(
                                signer,
                                "/wallet/sign/http",
                                sign.formatted("/cli/ask", ",\"aud\":\"https://other.test\""))
                        .status())
                .as("another service")
                .isEqualTo(200);
        String none = world.key("wlt_acme_ana", "http.sign");
        Seen without = world.post(
                none, "/wallet/sign/http", sign.formatted("/cli/ask", ",\"body_canon\":\"{\\\"text\\\":\\\"t\\\"}\""));
        assertThat(without.json().path("scope").asText()).isEqualTo("provider.invoke:echo/echo");
    }

    @Test
    void signHttp_ownRouteWithoutItsScope_isRefused() {
        String sign = "{\"kid\":\"kid_ed25519_main\",\"method\":\"POST\",\"path_with_query\":\"%s\"}";
        Seen signed = world.post(ana, "/wallet/sign/http", sign.formatted("/cli/memory.add"));
        assertThat(signed.json().path("headers").path("X-LL-KID").asText()).isEqualTo("kid_ed25519_main");
        Seen refused = world.post(ana, "/wallet/sign/http", sign.formatted("/auth/keys/issue"));
        assertThat(List.of(refused.status(), refused.code())).isEqualTo(List.of(403, "auth.scope_missing"));
        assertThat(world.post(ana, "/wallet/sign/http", sign.formatted("/x").replace("main", "none"))
                        .code())
                .isEqualTo("wallet.kid_unknown");
        assertThat(key("revoke", "{\"kid\":\"kid_ed25519_main\",\"reason\":\"lost\"}")
                        .status())
                .isEqualTo(200);
        assertThat(world.post(ana, "/wallet/sign/http", sign.formatted("/x")).code())
                .isEqualTo("wallet.key_inactive");
        assertThat(world.post(ana, "/cli/memory.add", "{\"content\":\"x\"}").code())
                .isEqualTo("wallet.cap_missing");
    }
}
