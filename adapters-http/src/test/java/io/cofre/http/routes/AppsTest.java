package io.cofre.http.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.http.json.Json;
import io.cofre.http.traffic.Call;
import io.cofre.http.traffic.Seen;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Apps across owners and tenants, and the keys that are issued for them. */
class AppsTest {
    private final HttpWorld world = new HttpWorld().acme();
    private final String ana = world.ana();

    private static void register(HttpWorld world, String key, String app) {
        assertThat(world.post(
                                key,
                                "/cli/app.register",
                                "{\"app_id\":\"" + app + "\",\"requires_caps\":[\"memory.write\",\"job.read\"]}")
                        .status())
                .isEqualTo(200);
    }

    private String listed(String key) {
        StringBuilder apps = new StringBuilder();
        world.get(key, "/api/apps")
                .json()
                .path("apps")
                .forEach(app -> apps.append(app.path("owner_id").asText())
                        .append('/')
                        .append(app.path("app_id").asText())
                        .append(' '));
        return apps.toString().trim();
    }

    /** A key for the owner oto of a tenant of its own. */
    private String oto(String... scopes) {
        world.post(world.admin, "/api/admin/tenants", "{\"tenant_id\":\"other\",\"name\":\"Other\"}");
        world.post(
                world.admin,
                "/api/admin/wallets",
                "{\"wallet_id\":\"wlt_other_oto\",\"tenant_id\":\"other\",\"owner_id\":\"oto\"}");
        ObjectNode body = Json.object()
                .put("wallet_id", "wlt_other_oto")
                .put("tenant_id", "other")
                .put("ttl_hours", 1);
        body.set("scopes", Json.texts(List.of(scopes)));
        return world.post(world.admin, "/auth/keys/issue", Json.text(body))
                .json()
                .path("token")
                .asText();
    }

    @Test
    void list_acrossOwnersAndTenants_showsEachItsOwnAndAnAdminItsTenants() {
        world.wallet("wlt_acme_bia", "bia@acme");
        String bia = world.key("wlt_acme_bia", "app.register", "span.read");
        String oto = oto("app.register");
        register(world, ana, "of-ana");
        register(world, bia, "of-bia");
        register(world, oto, "of-oto");
        register(world, oto, "of-ana");
        assertThat(listed(ana)).isEqualTo("ana@acme/of-ana");
        assertThat(listed(bia)).isEqualTo("bia@acme/of-bia");
        assertThat(listed(oto)).isEqualTo("oto/of-ana oto/of-oto");
        assertThat(listed(world.key("wlt_acme_bia", "tenant.admin"))).isEqualTo("ana@acme/of-ana bia@acme/of-bia");
        assertThat(listed(oto("tenant.admin"))).isEqualTo("oto/of-ana oto/of-oto");
        assertThat(listed(world.admin)).isEmpty();
        assertThat(world.send(Call.get("/api/apps")).status()).isEqualTo(401);
    }

    @Test
    void approve_acrossTenants_isForThePlatformsAdminAlone() {
        register(world, ana, "bot");
        String path = "/api/admin/apps/bot/approve";
        String ruler = oto("tenant.admin");
        Seen foreign = world.post(ruler, path, "{\"tenant_id\":\"acme\"}");
        assertThat(List.of(
                        foreign.status(),
                        foreign.code(),
                        foreign.json().path("scope").asText()))
                .isEqualTo(List.of(403, "auth.scope_missing", "platform.admin"));
        Seen own = world.post(ruler, path, "{}");
        assertThat(List.of(own.status(), own.code())).isEqualTo(List.of(404, "app.unknown"));
        assertThat(world.post(world.admin, path, "{}").code()).isEqualTo("app.unknown");
        assertThat(world.post(world.admin, path, "{\"tenant_id\":\"ACME\"}").code())
                .isEqualTo("request.field_invalid");
        Seen approved = world.post(world.admin, path, "{\"tenant_id\":\"acme\"}");
        assertThat(approved.status()).isEqualTo(200);
        assertThat(approved.json().path("granted_caps").toString()).isEqualTo("[\"memory.add\",\"job.read\"]");
        assertThat(approved.json().path("pending_caps").toString()).isEqualTo("[]");
        Seen again = world.post(
                ana, "/cli/app.register", "{\"app_id\":\"bot\",\"requires_caps\":[\"job.read\",\"span.read\"]}");
        assertThat(again.json().path("granted_caps").toString()).isEqualTo("[\"job.read\",\"span.read\"]");
    }

    @Test
    void issue_forAnApp_refusesWhatItWasNotGranted() {
        register(world, ana, "bot");
        Seen refused = issue("memory.add", "job.read");
        assertThat(List.of(
                        refused.status(),
                        refused.code(),
                        refused.json().path("scope").asText()))
                .isEqualTo(List.of(403, "auth.scope_not_grantable", "job.read"));
        String key = issue("memory.add").json().path("token").asText();
        assertThat(world.get(key, "/auth/whoami").json().path("app_id").asText())
                .isEqualTo("bot");
        assertThat(world.post(key, "/cli/memory.search", "{\"query\":\"x\"}").code())
                .isEqualTo("auth.scope_missing");
        world.post(world.admin, "/api/admin/apps/bot/approve", "{\"tenant_id\":\"acme\"}");
        assertThat(issue("memory.add", "job.read").status()).isEqualTo(200);
    }

    private Seen issue(String... scopes) {
        ObjectNode body = Json.object()
                .put("wallet_id", "wlt_acme_ana")
                .put("tenant_id", "acme")
                .put("ttl_hours", 1)
                .put("app_id", "bot");
        body.set("scopes", Json.texts(List.of(scopes)));
        return world.post(world.admin, "/auth/keys/issue", Json.text(body));
    }

    @Test
    void claimedUser_ofARequest_standsInItsSpans() {
        Seen added = world.send(
                Call.post("/cli/memory.add", "{\"content\":\"x\"}").key(ana).with("X-User-Id", "bob@acme"));
        String memory = added.json().path("memory_id").asText();
        assertThat(world.send(Call.post("/cli/memory.forget", "{\"memory_id\":\"" + memory + "\"}")
                                .key(ana)
                                .with("X-User-Id", "eve"))
                        .status())
                .isEqualTo(200);
        assertThat(claimed(memory)).isEqualTo("bob@acme");
        assertThat(world.get(ana, "/api/spans?entity_type=redacted&parent_id=" + memory)
                        .json()
                        .path("spans")
                        .path(0)
                        .path("span")
                        .path("metadata")
                        .toString())
                .isEqualTo("{\"claimed_user\":\"eve\"}");
    }

    private String claimed(String span) {
        return world.get(ana, "/api/spans/" + span)
                .json()
                .path("span")
                .path("metadata")
                .path("claimed_user")
                .asText();
    }
}
