package io.cofre.http.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.http.traffic.Call;
import io.cofre.http.traffic.Seen;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccessTest {
    private final HttpWorld world = new HttpWorld().acme();

    private static String issue(String more) {
        return "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"ttl_hours\":24" + more + "}";
    }

    @Test
    void issue_key_showsTheTokenOnceAndItWorks() {
        Seen issued = world.issue("wlt_acme_ana", "memory.*");
        String token = issued.json().path("token").asText();
        Seen who = world.get(token, "/auth/whoami");
        assertThat(who.json().path("wallet_id").asText()).isEqualTo("wlt_acme_ana");
        assertThat(who.json().path("scopes").toString()).isEqualTo("[\"memory.*\"]");
        assertThat(who.json().path("proof").asText()).isEqualTo("api_key");
        Seen listed = world.get(world.admin, "/auth/keys/list?wallet_id=wlt_acme_ana");
        assertThat(listed.json().path("keys").size()).isEqualTo(1);
        assertThat(listed.body()).doesNotContain(token);
        assertThat(listed.json().path("next_cursor").isNull()).isTrue();
    }

    @Test
    void list_pages_followTheCursor() {
        world.issue("wlt_acme_ana", "memory.*");
        world.issue("wlt_acme_ana", "memory.*");
        Seen first = world.get(world.admin, "/auth/keys/list?wallet_id=wlt_acme_ana&limit=1&status=active");
        String cursor = first.json().path("next_cursor").asText();
        Seen second = world.get(
                world.admin, "/auth/keys/list?wallet_id=wlt_acme_ana&limit=1&cursor=" + cursor.replace("$", "%24"));
        assertThat(second.json().path("keys").path(0).path("token_hash").asText())
                .isNotEqualTo(cursor);
        assertThat(world.get(world.admin, "/auth/keys/list?wallet_id=wlt_acme_ana&cursor=x")
                        .code())
                .isEqualTo("request.field_invalid");
        assertThat(world.get(world.admin, "/auth/keys/list").code()).isEqualTo("request.field_missing");
        assertThat(world.get(world.admin, "/auth/keys/list?wallet_id=wlt_nobody")
                        .code())
                .isEqualTo("wallet.unknown");
    }

    @Test
    void issue_refusals_haveTheirCodes() {
        assertThat(world.post(world.admin, "/auth/keys/issue", issue(",\"scopes\":[\"mem*\"]"))
                        .code())
                .isEqualTo("auth.scope_invalid");
        assertThat(world.post(world.admin, "/auth/keys/issue", issue(",\"scope\":[]"))
                        .code())
                .isEqualTo("request.unknown_field");
        assertThat(world.post(world.admin, "/auth/keys/issue", issue(",\"scopes\":[\"job.add\"]"))
                        .code())
                .isEqualTo("auth.scope_not_grantable");
        assertThat(world.post(world.admin, "/auth/keys/issue", issue(",\"scopes\":[\"memory.*\"],\"kind\":\"admin\""))
                        .code())
                .isEqualTo("auth.key_kind");
        assertThat(world.post(
                                world.admin,
                                "/auth/keys/issue",
                                issue(",\"scopes\":[\"memory.*\"]").replace("wlt_acme_ana", "wlt_nobody"))
                        .code())
                .isEqualTo("wallet.unknown");
        assertThat(world.post(world.ana(), "/auth/keys/issue", issue(",\"scopes\":[\"memory.*\"]"))
                        .code())
                .isEqualTo("auth.scope_missing");
    }

    @Test
    void issue_repeated_tellsNoToken() {
        Call call = Call.post("/auth/keys/issue", issue(",\"scopes\":[\"memory.*\"]"))
                .key(world.admin)
                .with("Idempotency-Key", "k1");
        Seen first = world.send(call);
        Seen again = world.send(call);
        assertThat(List.of(first.status(), again.status(), again.code()))
                .isEqualTo(List.of(200, 409, "request.already_done"));
        assertThat(again.json().path("token_hash").asText())
                .isEqualTo(first.json().path("token_hash").asText());
        assertThat(again.body()).doesNotContain(first.json().path("token").asText());
        Seen other = world.send(Call.post("/auth/keys/issue", issue(",\"scopes\":[\"span.read\"]"))
                .key(world.admin)
                .with("Idempotency-Key", "k1"));
        assertThat(List.of(other.status(), other.code())).isEqualTo(List.of(422, "request.idempotency_mismatch"));
    }

    @Test
    void revoke_byEachName_endsTheKey() {
        Seen issued = world.issue("wlt_acme_ana", "memory.*");
        String hash = issued.json().path("token_hash").asText();
        Seen revoked = world.post(
                world.admin, "/auth/keys/revoke", "{\"wallet_id\":\"wlt_acme_ana\",\"token_hash\":\"" + hash + "\"}");
        assertThat(revoked.body()).isEqualTo("{\"revoked\":1}");
        Seen dead = world.get(issued.json().path("token").asText(), "/auth/whoami");
        assertThat(List.of(dead.status(), dead.code())).isEqualTo(List.of(401, "auth.unknown"));
        assertThat(world.post(
                                world.admin,
                                "/auth/keys/revoke",
                                "{\"wallet_id\":\"wlt_acme_ana\",\"token_hash\":\"" + hash + "\"}")
                        .code())
                .isEqualTo("auth.key_unknown");
        world.issue("wlt_acme_ana", "memory.*");
        world.issue("wlt_acme_ana", "memory.*");
        assertThat(world.post(world.admin, "/auth/keys/revoke", "{\"wallet_id\":\"wlt_acme_ana\"}")
                        .code())
                .isEqualTo("request.field_invalid");
        assertThat(world.post(world.admin, "/auth/keys/revoke", "{\"wallet_id\":\"wlt_acme_ana\",\"all\":true}")
                        .body())
                .isEqualTo("{\"revoked\":2}");
    }

    @Test
    void rotate_withGrace_leavesTheOldKeyUntilThen() {
        assertThat(rotate("").code()).isEqualTo("auth.key_unknown");
        Seen old = world.issue("wlt_acme_ana", "memory.*");
        Seen fresh = rotate(",\"grace_seconds\":60");
        assertThat(fresh.status()).isEqualTo(200);
        assertThat(world.get(old.json().path("token").asText(), "/auth/whoami").status())
                .isEqualTo(200);
        world.clock.advance(Duration.ofSeconds(61));
        assertThat(world.get(old.json().path("token").asText(), "/auth/whoami").status())
                .isEqualTo(401);
    }

    @Test
    void rotate_oneOfSeveral_needsAName() {
        world.issue("wlt_acme_ana", "memory.*");
        world.issue("wlt_acme_ana", "memory.*");
        Seen ambiguous = rotate("");
        assertThat(List.of(ambiguous.status(), ambiguous.code())).isEqualTo(List.of(409, "auth.key_ambiguous"));
        assertThat(ambiguous.json().path("token_hashes").size()).isEqualTo(2);
    }

    private Seen rotate(String more) {
        return world.post(
                world.admin,
                "/auth/keys/rotate",
                "{\"wallet_id\":\"wlt_acme_ana\",\"scopes\":[\"memory.*\"],\"ttl_hours\":1" + more + "}");
    }

    @Test
    void gate_credentials_areJudged() {
        String token = world.ana();
        assertThat(world.send(Call.get("/auth/whoami")).code()).isEqualTo("auth.missing");
        assertThat(world.get("tok_live_x", "/auth/whoami").code()).isEqualTo("auth.malformed");
        assertThat(world.send(Call.get("/auth/whoami").with("Authorization", "Bearer x"))
                        .code())
                .isEqualTo("auth.scheme_unsupported");
        assertThat(world.send(Call.get("/auth/whoami").key(token).key(token)).code())
                .isEqualTo("auth.ambiguous_credentials");
        assertThat(world.send(Call.get("/auth/whoami").key(token).with("X-LL-Alg", "x"))
                        .code())
                .isEqualTo("auth.ambiguous_credentials");
        assertThat(world.send(Call.get("/auth/whoami").key(token).with("X-Tenant-Id", "other"))
                        .code())
                .isEqualTo("auth.tenant_mismatch");
        assertThat(world.send(Call.get("/auth/whoami")
                                .key(token)
                                .with("X-Tenant-Id", "acme")
                                .with("X-User-Id", "danvoulez"))
                        .status())
                .isEqualTo(200);
        assertThat(world.send(Call.get("/auth/whoami").key(token).with("X-User-Id", "a b"))
                        .code())
                .isEqualTo("request.field_invalid");
        world.clock.advance(Duration.ofHours(25));
        assertThat(world.get(token, "/auth/whoami").code()).isEqualTo("auth.token_expired");
    }

    @Test
    void gate_limitOfAKey_answersWhenToComeBack() {
        String token = world.post(
                        world.admin, "/auth/keys/issue", issue(",\"scopes\":[\"memory.*\"],\"requests_per_minute\":1"))
                .json()
                .path("token")
                .asText();
        assertThat(world.get(token, "/auth/whoami").status()).isEqualTo(200);
        Seen limited = world.get(token, "/auth/whoami");
        assertThat(List.of(limited.status(), limited.code())).isEqualTo(List.of(429, "request.rate_limited"));
        assertThat(limited.header("Retry-After")).isEqualTo("60");
        assertThat(limited.header("RateLimit-Policy")).isEqualTo("\"key\";q=1;w=60");
    }

    @Test
    void suspended_walletOrTenant_isForbidden() {
        String token = world.ana();
        String suspend = "{\"status\":\"suspended\",\"reason\":\"test\"}";
        assertThat(world.post(world.admin, "/api/admin/wallets/wlt_acme_ana/status", suspend)
                        .status())
                .isEqualTo(200);
        assertThat(world.get(token, "/auth/whoami").code()).isEqualTo("wallet.suspended");
        assertThat(world.post(world.admin, "/api/admin/wallets/wlt_acme_ana/status", suspend)
                        .code())
                .isEqualTo("wallet.status_invalid");
        assertThat(world.post(world.admin, "/api/admin/wallets/WLT/status", suspend)
                        .code())
                .isEqualTo("wallet.unknown");
        assertThat(world.post(world.admin, "/api/admin/tenants/acme/status", suspend)
                        .status())
                .isEqualTo(200);
        assertThat(world.post(world.admin, "/api/admin/tenants/acme/status", suspend)
                        .code())
                .isEqualTo("wallet.status_invalid");
        assertThat(world.post(world.admin, "/api/admin/tenants/none/status", suspend)
                        .code())
                .isEqualTo("tenant.unknown");
    }

    @Test
    void admin_listsAndConflicts_areTold() {
        assertThat(world.get(world.admin, "/api/admin/tenants?limit=2")
                        .json()
                        .path("next_cursor")
                        .asText())
                .isEqualTo("default");
        assertThat(world.get(world.admin, "/api/admin/wallets?tenant_id=acme").body())
                .contains("\"kid_ed25519_main\"")
                .doesNotContain("secret");
        assertThat(world.post(world.admin, "/api/admin/tenants", "{\"tenant_id\":\"acme\",\"name\":\"A\"}")
                        .code())
                .isEqualTo("tenant.exists");
        assertThat(wallet("wlt_acme_ana", "acme")).isEqualTo("wallet.exists");
        assertThat(wallet("wlt_acme_bob", "none")).isEqualTo("tenant.unknown");
        assertThat(wallet("wlt_acme_root", "acme")).isEqualTo("wallet.key_reserved");
        assertThat(wallet("acme_bob", "acme")).isEqualTo("request.field_invalid");
    }

    @Test
    void tenant_languages_areChosenOnceListedAndKeptThroughAChange() {
        String tenant = "{\"tenant_id\":\"%s\",\"name\":\"T\"%s}";
        assertThat(made(tenant.formatted("t-pt", ",\"languages\":[\"pt\"]"))).isEqualTo("[\"pt\"]");
        assertThat(made(tenant.formatted("t-two", ",\"languages\":[\"en\",\"pt\"]")))
                .isEqualTo("[\"pt\",\"en\"]");
        assertThat(made(tenant.formatted("t-none", ",\"languages\":[]"))).isEqualTo("[]");
        assertThat(made(tenant.formatted("t-all", ""))).isEqualTo("[\"pt\",\"en\"]");
        assertThat(world.post(world.admin, "/api/admin/tenants", tenant.formatted("t-fr", ",\"languages\":[\"fr\"]"))
                        .code())
                .isEqualTo("request.malformed");

        assertThat(world.post(
                                world.admin,
                                "/api/admin/tenants/t-pt/status",
                                "{\"status\":\"suspended\",\"reason\":\"test\"}")
                        .json()
                        .path("languages")
                        .toString())
                .isEqualTo("[\"pt\"]");
        assertThat(world.get(world.admin, "/api/admin/tenants").body())
                .contains("\"tenant_id\":\"t-none\",\"name\":\"T\",\"status\":\"active\",\"languages\":[]");
    }

    private String made(String tenant) {
        Seen seen = world.post(world.admin, "/api/admin/tenants", tenant);
        assertThat(seen.status()).as(seen.body()).isEqualTo(201);
        return seen.json().path("languages").toString();
    }

    private String wallet(String id, String tenant) {
        return world.post(
                        world.admin,
                        "/api/admin/wallets",
                        "{\"wallet_id\":\"" + id + "\",\"tenant_id\":\"" + tenant + "\",\"owner_id\":\"o\"}")
                .code();
    }
}
