package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.testkit.fixtures.Seeds;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an ordinary key, and a tenant's administrator, cannot do, and the code that says so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrdinaryKeyTest {
    private static Refusal reserved(String member) {
        return new Refusal(403, "ledger.reserved_type", "/" + member);
    }

    private static Refusal notOwner(String member) {
        return new Refusal(403, "ledger.not_owner", "/" + member);
    }

    @TempDir
    private static Path directory;

    private WholeRun run;
    private Caller tenantAdmin;
    private OutsideKey outside;

    @BeforeAll
    void start() throws Exception {
        run = WholeRun.start(directory, Map.of());
        tenantAdmin = run.key("wlt_acme_bia", "acme", "\"tenant.admin\",\"span.read\"");
        outside = new OutsideKey(Seeds.next());
        outside.register(run.ana, "wlt_acme_ana");
    }

    @AfterAll
    void stopAndAudit() {
        run.close();
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static String issue(String wallet, String tenant, String scope) {
        return "{\"wallet_id\":\"" + wallet + "\",\"tenant_id\":\"" + tenant + "\",\"ttl_hours\":1,\"scopes\":[\""
                + scope + "\"]}";
    }

    @ParameterizedTest
    @CsvSource({
        "*, 400, auth.scope_invalid, /scopes/0",
        "mem*, 400, auth.scope_invalid, /scopes/0",
        "*.add, 400, auth.scope_invalid, /scopes/0",
        "provider.invoke:anthropic/cl*, 400, auth.scope_invalid, /scopes/0",
        "tenant.*, 403, auth.scope_not_grantable, tenant.*",
        "platform.*, 403, auth.scope_not_grantable, platform.*",
        "platform.admin, 403, auth.scope_not_grantable, platform.admin",
        "tenant.admin:acme, 403, auth.scope_not_grantable, tenant.admin:acme",
        "job.*, 403, auth.scope_not_grantable, job.*",
        "job.add, 403, auth.scope_not_grantable, job.add",
        "config.read, 403, auth.scope_not_grantable, config.read",
    })
    void issue_aScopeThatNobodyOfTheTenantMayHold_isRefusedByTheScopesRule(
            String scope, int status, String code, String at) {
        assertThat(Refusal.of(tenantAdmin.post("/auth/keys/issue", issue("wlt_acme_ana", "acme", scope))))
                .isEqualTo(new Refusal(status, code, at));
        String body = "{\"wallet_id\":\"wlt_acme_bia\",\"ttl_hours\":1,\"token_last4\":\""
                + tenantAdmin.token().substring(tenantAdmin.token().length() - 4) + "\",\"scopes\":[\"" + scope
                + "\"]}";
        assertThat(Refusal.of(tenantAdmin.post("/auth/keys/rotate", body)))
                .as("nor by a rotation")
                .isEqualTo(new Refusal(status, code, at));
    }

    @ParameterizedTest
    @ValueSource(strings = {"job.add", "config.read"})
    void issue_aServiceScopeOutsideTheSystemsTenant_isRefusedToThePlatformToo(String scope) {
        assertThat(Refusal.of(run.admin.post("/auth/keys/issue", issue("wlt_acme_ana", "acme", scope))))
                .isEqualTo(new Refusal(403, "auth.scope_not_grantable", scope));
    }

    @Test
    void issue_acrossTenants_isRefused() {
        assertThat(Refusal.of(tenantAdmin.post("/auth/keys/issue", issue("wlt_other_cid", "other", "memory.add"))))
                .isEqualTo(new Refusal(403, "auth.scope_missing", "platform.admin"));
        assertThat(Refusal.of(tenantAdmin.post("/auth/keys/issue", issue("wlt_other_cid", "acme", "memory.add"))))
                .isEqualTo(Refusal.of(404, "wallet.unknown"));
        assertThat(Refusal.of(tenantAdmin.get("/auth/keys/list?wallet_id=wlt_other_cid")))
                .isEqualTo(new Refusal(403, "auth.scope_missing", "platform.admin"));
        assertThat(Refusal.of(tenantAdmin.post("/auth/keys/revoke", "{\"wallet_id\":\"wlt_other_cid\",\"all\":true}")))
                .isEqualTo(new Refusal(403, "auth.scope_missing", "platform.admin"));
        assertThat(run.foreign.get("/auth/whoami").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/auth/keys/issue | {\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"ttl_hours\":1,\"scopes\":[\"memory.add\"]} | tenant.admin",
                "/auth/keys/rotate | {\"wallet_id\":\"wlt_acme_ana\",\"ttl_hours\":1,\"scopes\":[\"memory.*\",\"tenant.admin\"]} | tenant.admin",
                "/auth/keys/revoke | {\"wallet_id\":\"wlt_acme_bia\",\"all\":true} | tenant.admin",
                "/api/admin/tenants | {\"tenant_id\":\"mine\",\"name\":\"Mine\"} | platform.admin",
                "/api/admin/wallets | {\"wallet_id\":\"wlt_acme_more\",\"tenant_id\":\"acme\",\"owner_id\":\"ana@acme\"} | tenant.admin",
                "/wallet/key/revoke | {\"kid\":\"kid_ed25519_main\",\"reason\":\"x\"} | wallet.key.revoke",
            })
    void administration_byAnOrdinaryKey_namesTheScopeThatIsMissing(String path, String body, String scope) {
        assertThat(Refusal.of(run.ana.post(path, body))).isEqualTo(new Refusal(403, "auth.scope_missing", scope));
    }

    @Test
    void session_widerThanItsKey_isRefused() {
        for (String scope : new String[] {"tenant.admin", "http.sign", "provider.invoke:*"}) {
            assertThat(Refusal.of(run.ana.post("/wallet/open", "{\"scopes\":[\"" + scope + "\"]}")))
                    .isEqualTo(new Refusal(403, "auth.scope_not_grantable", scope));
        }
    }

    @Test
    void walletKey_withMoreThanItsRegistrarHolds_isRefused() {
        for (String scope : new String[] {"tenant.admin", "job.add", "http.sign"}) {
            String body = "{\"kid\":\"kid_wide\",\"type\":\"ed25519\",\"caps\":[\"sign.http\"],\"http_scopes\":[\""
                    + scope + "\"]}";
            assertThat(Refusal.of(run.ana.post("/wallet/key/register", body)))
                    .isEqualTo(new Refusal(403, "auth.scope_not_grantable", scope));
        }
    }

    @Test
    void wallet_ofAnother_cannotBeTouched() {
        assertThat(
                        Refusal.of(
                                run.ana.post(
                                        "/wallet/key/register",
                                        "{\"wallet_id\":\"wlt_acme_bia\",\"kid\":\"kid_mine\",\"type\":\"ed25519\",\"caps\":[\"sign.span\"]}")))
                .isEqualTo(new Refusal(403, "auth.scope_missing", "tenant.admin"));
        assertThat(Refusal.of(run.ana.post("X-Tenant-Id", "other", "/cli/memory.add", "{\"content\":\"x\"}")))
                .isEqualTo(Refusal.of(403, "auth.tenant_mismatch"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api_key",
                "wallet",
                "tenant",
                "device",
                "credit",
                "job.add",
                "job.done",
                "boot_event",
                "execution",
                "request",
                "function_schedule",
                "status_patch",
                "policy_violation",
                "provider_invocation",
                "redacted",
                "model_config",
                "dead_letter",
                "checkpoint",
                "logline_id",
                "manifest",
                "function",
                "policy",
                "memory",
                "app_registration",
                "capability_grant",
                "slo_spec",
                "smoke_test.requested"
            })
    void span_ofAReservedType_isNeitherSignedNorTaken(String type) {
        ObjectNode planted = WholeRun.note(id(), 0, "private", "planted").put("entity_type", type);
        assertThat(Refusal.of(WholeRun.sign(run.ana, planted))).isEqualTo(reserved("entity_type"));
        assertThat(Refusal.of(run.ana.post("/api/spans", outside.signed(planted).toString())))
                .as("with a signature that holds")
                .isEqualTo(reserved("entity_type"));
    }

    @Test
    void span_ofAnOpenTypeByTheSameKey_isTaken() {
        ObjectNode note = WholeRun.note(id(), 0, "private", "mine");
        WholeRun.is(201, run.ana.post("/api/spans", outside.signed(note).toString()));
    }

    private void refused(ObjectNode span, Refusal refusal) {
        assertThat(Refusal.of(WholeRun.sign(run.ana, span))).as("to be signed").isEqualTo(refusal);
        assertThat(Refusal.of(run.ana.post("/api/spans", outside.signed(span).toString())))
                .as("signed elsewhere")
                .isEqualTo(refusal);
    }

    @Test
    void span_inAnothersName_isNeitherSignedNorTaken() {
        refused(WholeRun.note(id(), 0, "private", "x").put("tenant_id", "other"), notOwner("tenant_id"));
        refused(WholeRun.note(id(), 0, "private", "x").put("owner_id", "bia@acme"), notOwner("owner_id"));
        refused(WholeRun.note(id(), 0, "public", "x"), notOwner("visibility"));
        refused(WholeRun.note("00000000-0000-4000-8000-000000000999", 0, "private", "x"), reserved("id"));
    }

    @Test
    void span_asAVersionOfAnothers_isRefused() {
        String mine = id();
        WholeRun.append(run.ana, WholeRun.note(mine, 0, "tenant", "ana's"));
        ObjectNode next = WholeRun.note(mine, 1, "tenant", "taken over");

        ObjectNode bias = next.deepCopy().put("owner_id", "bia@acme").put("who", "wallet:wlt_acme_bia");
        assertThat(Refusal.of(run.bia.post(
                        "/api/spans", WholeRun.signed(run.bia, bias).toString())))
                .as("in her own name")
                .isEqualTo(notOwner("owner_id"));
        assertThat(Refusal.of(WholeRun.sign(run.bia, next))).as("in ana's name").isEqualTo(notOwner("owner_id"));

        ObjectNode foreigns = next.deepCopy()
                .put("tenant_id", "other")
                .put("owner_id", "cid@other")
                .put("who", "wallet:wlt_other_cid");
        assertThat(Refusal.of(run.foreign.post(
                        "/api/spans", WholeRun.signed(run.foreign, foreigns).toString())))
                .as("an id of another tenant")
                .isEqualTo(Refusal.of(409, "ledger.version_taken"));
        ObjectNode first = foreigns.deepCopy().put("seq", 0);
        assertThat(Refusal.of(run.foreign.post(
                        "/api/spans", WholeRun.signed(run.foreign, first).toString())))
                .isEqualTo(Refusal.of(409, "ledger.version_taken"));
        assertThat(WholeRun.tree(run.ana.get("/api/spans/" + mine + "/versions"))
                        .path("spans")
                        .size())
                .isEqualTo(1);
    }

    @Test
    void request_thatTheKeyMayNotMake_isNotSigned() {
        String signing =
                "{\"kid\":\"kid_ed25519_main\",\"method\":\"POST\",\"path_with_query\":\"%s\",\"body_canon\":\"{}\"}";
        assertThat(Refusal.of(run.ana.post("/wallet/sign/http", signing.formatted("/auth/keys/issue"))))
                .isEqualTo(new Refusal(403, "auth.scope_missing", "http.sign"));
        Caller signer = run.key("wlt_acme_ana", "acme", "\"http.sign\",\"span.sign\"");
        assertThat(Refusal.of(signer.post("/wallet/sign/http", signing.formatted("/auth/keys/issue"))))
                .isEqualTo(new Refusal(403, "auth.scope_missing", "tenant.admin"));
        assertThat(Refusal.of(signer.post("/wallet/sign/http", signing.formatted("/cli/memory.add"))))
                .isEqualTo(new Refusal(403, "auth.scope_missing", "memory.add"));
    }
}
