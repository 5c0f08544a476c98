package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.domain.usecase.IssuedKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A node's data in which every kind of row stands, made by its own routes; the node is stopped. */
final class SmallLedger {
    static final Map<String, String> EMBEDDED =
            Map.of("COFRE_ASSEMBLY", "embedded", "COFRE_PROVIDERS_ANTHROPIC_API", "echo");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCOPES =
            "[\"span.sign\",\"span.append\",\"span.read\",\"memory.*\",\"app.register\",\"wallet.key.*\","
                    + "\"provider.invoke:anthropic/*\"]";

    private final Caller admin;
    private final Caller ana;

    private SmallLedger(Caller admin) {
        this.admin = admin;
        done(admin.post("/api/admin/tenants", "{\"tenant_id\":\"acme\",\"name\":\"Acme\"}"));
        this.ana = wallet("ana");
    }

    static void in(Path directory) {
        List<IssuedKey> first = new ArrayList<>();
        try (ServingNode node = Nodes.start(directory, EMBEDDED, first::add)) {
            SmallLedger ledger = new SmallLedger(
                    Caller.of(node.address(), first.getFirst().token().reveal()));
            ledger.keys();
            ledger.walletKeys();
            ledger.memories();
            ledger.spans();
            ledger.apps();
            ledger.statuses();
        }
    }

    private Caller wallet(String name) {
        done(admin.post(
                "/api/admin/wallets",
                "{\"wallet_id\":\"wlt_acme_" + name + "\",\"tenant_id\":\"acme\",\"owner_id\":\"" + name + "@acme\"}"));
        return admin.with(issue(name, SCOPES));
    }

    private String issue(String name, String scopes) {
        return Caller.member(
                done(admin.post(
                        "/auth/keys/issue",
                        "{\"wallet_id\":\"wlt_acme_" + name + "\",\"tenant_id\":\"acme\",\"ttl_hours\":24,"
                                + "\"description\":\"for " + name + "\",\"requests_per_minute\":5000,\"scopes\":"
                                + scopes + "}")),
                "token");
    }

    private void keys() {
        wallet("bia");
        String rotate = "{\"wallet_id\":\"wlt_acme_bia\",\"ttl_hours\":24,\"scopes\":[\"memory.*\"],"
                + "\"grace_seconds\":3600}";
        done(admin.post("/auth/keys/rotate", rotate));
        wallet("cid");
        done(admin.post("/auth/keys/revoke", "{\"wallet_id\":\"wlt_acme_cid\",\"all\":true}"));
        done(admin.once(
                "once-1",
                "/auth/keys/issue",
                "{\"wallet_id\":\"wlt_acme_cid\",\"tenant_id\":\"acme\",\"ttl_hours\":1,\"scopes\":[\"memory.*\"]}"));
    }

    private void walletKeys() {
        done(ana.post(
                "/wallet/key/register",
                "{\"kid\":\"kid_provider\",\"type\":\"provider_key\",\"provider\":\"anthropic\",\"secret\":\"s-1\","
                        + "\"caps\":[\"provider.invoke:anthropic/*\"]}"));
        done(ana.post("/wallet/key/rotate", "{\"kid\":\"kid_provider\",\"secret\":\"s-2\"}"));
        done(ana.post(
                "/wallet/key/register",
                "{\"kid\":\"kid_more\",\"type\":\"ed25519\",\"caps\":[\"sign.http\"],"
                        + "\"http_scopes\":[\"memory.add\"]}"));
        done(ana.post("/wallet/key/rotate", "{\"kid\":\"kid_ed25519_main\"}"));
        done(ana.post("/wallet/key/revoke", "{\"kid\":\"kid_more\",\"reason\":\"done\"}"));
    }

    private void memories() {
        String id = Caller.member(done(ana.post("/cli/memory.add", "{\"content\":\"soon forgotten\"}")), "memory_id");
        done(ana.post("/cli/memory.add", "{\"content\":\"kept for long\",\"layer\":\"permanent\"}"));
        done(ana.once(
                "once-2", "/cli/memory.add", "{\"content\":\"kept for all\",\"layer\":\"shared\",\"tags\":[\"x\"]}"));
        done(ana.post("/cli/memory.forget", "{\"memory_id\":\"" + id + "\"}"));
        done(ana.post("/cli/memory.add", "{\"content\":\"kept for a while\"}"));
    }

    private void spans() {
        ObjectNode prompt = span("0a8e2f7c-1111-4a6b-9c3d-2f1e5d7b9a01", 0, "prompt_template");
        prompt.put("name", "greeting").putObject("content").put("template", "Hi {{ name }}");
        done(ana.post("/api/spans", signed(prompt).toString()));
        ObjectNode whole = span("0a8e2f7c-1111-4a6b-9c3d-2f1e5d7b9a02", 0, "note");
        whole.put("did", "noted").put("status", "open").put("description", "d").put("code", "c");
        whole.put("language", "en").put("runtime", "r").put("duration_ms", 7).put("trace_id", "trace");
        whole.put("parent_id", "0a8e2f7c-1111-4a6b-9c3d-2f1e5d7b9a01");
        whole.putArray("related_to").add("0a8e2f7c-1111-4a6b-9c3d-2f1e5d7b9a01");
        for (String name : List.of("content", "metadata", "input", "output", "error")) {
            whole.putObject(name).put("number", 1e21).put("small", 1.5e-9).put("text", "ü \" \\");
        }
        ObjectNode first = signed(whole);
        ObjectNode second = span("0a8e2f7c-1111-4a6b-9c3d-2f1e5d7b9a02", 1, "note");
        second.put("prev_hash", first.get("payload_hash").asText());
        ObjectNode third =
                span("0a8e2f7c-1111-4a6b-9c3d-2f1e5d7b9a02", 2, "note").put("is_deleted", true);
        ObjectNode batch = JSON.createObjectNode();
        batch.putArray("spans").add(first).add(signed(second)).add(signed(third));
        done(ana.post("/api/spans/batch", batch.toString()));
        done(ana.post("/cli/ask", "{\"text\":\"hello\",\"model\":\"claude-3-5-sonnet\"}"));
    }

    private static ObjectNode span(String id, int seq, String type) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("seq", seq)
                .put("entity_type", type)
                .put("who", "wallet:wlt_acme_ana")
                .put("this", type)
                .put("at", "2026-03-01T12:00:00.000Z")
                .put("tenant_id", "acme")
                .put("owner_id", "ana@acme")
                .put("visibility", "tenant");
    }

    private ObjectNode signed(ObjectNode span) {
        ObjectNode body = JSON.createObjectNode().put("kid", "kid_ed25519_main");
        body.set("span", span);
        JsonNode signature = tree(done(ana.post("/wallet/sign/span", body.toString())));
        ObjectNode whole = span.deepCopy();
        whole.set("payload_hash", signature.get("payload_hash"));
        whole.set("sig", signature.get("sig"));
        return whole;
    }

    private void apps() {
        for (String app : List.of("notes", "tasks")) {
            done(ana.post(
                    "/cli/app.register",
                    "{\"app_id\":\"" + app + "\",\"requires_caps\":[\"memory.add\",\"prompt.fetch\"]}"));
        }
        Caller ruler = admin.with(issue("bia", "[\"tenant.admin\"]"));
        done(ruler.post("/api/admin/apps/notes/approve", "{}"));
        done(ana.post("/cli/app.register", "{\"app_id\":\"tasks\",\"requires_caps\":[\"memory.add\"]}"));
        done(admin.post(
                "/auth/keys/issue",
                "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"ttl_hours\":1,\"app_id\":\"notes\","
                        + "\"scopes\":[\"memory.add\"]}"));
    }

    private void statuses() {
        done(admin.post("/api/admin/wallets/wlt_acme_cid/status", "{\"status\":\"suspended\",\"reason\":\"test\"}"));
        done(admin.post("/api/admin/tenants/default/status", "{\"status\":\"suspended\",\"reason\":\"test\"}"));
    }

    private static HttpResponse<String> done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return answer;
    }

    private static JsonNode tree(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
