package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.assembly.command.Commands;
import io.cofre.assembly.command.Terminal;
import io.cofre.domain.usecase.IssuedKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A node of the assembly {@code embedded}, two tenants and three owners, and all that it answered and gave out. */
final class WholeRun implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MAIN_KID = "kid_ed25519_main";

    private final Path directory;
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final List<String> secrets = new CopyOnWriteArrayList<>();
    final ServingNode node;
    final Caller admin;
    final Caller ana;
    final Caller bia;
    final Caller foreign;

    private WholeRun(Path directory, Map<String, String> settings) {
        this.directory = directory;
        Map<String, String> all = new HashMap<>(settings);
        all.put("COFRE_ASSEMBLY", "embedded");
        List<IssuedKey> first = new ArrayList<>();
        node = Nodes.start(directory, all, first::add);
        String adminToken = first.getFirst().token().reveal();
        secrets.add(adminToken);
        admin = Caller.of(node.address(), adminToken).heardBy(this::keep);
        for (String tenant : List.of("acme", "other")) {
            is(201, admin.post("/api/admin/tenants", "{\"tenant_id\":\"" + tenant + "\",\"name\":\"" + tenant + "\"}"));
        }
        ana = wallet("wlt_acme_ana", "acme", "ana@acme");
        bia = wallet("wlt_acme_bia", "acme", "bia@acme");
        foreign = wallet("wlt_other_cid", "other", "cid@other");
    }

    /** @param settings of the node, beside its assembly */
    static WholeRun start(Path directory, Map<String, String> settings) {
        return new WholeRun(directory, settings);
    }

    private Caller wallet(String wallet, String tenant, String owner) {
        is(
                201,
                admin.post(
                        "/api/admin/wallets",
                        "{\"wallet_id\":\"" + wallet + "\",\"tenant_id\":\"" + tenant + "\",\"owner_id\":\"" + owner
                                + "\"}"));
        return key(
                wallet,
                tenant,
                "\"wallet.open\",\"span.sign\",\"span.read\",\"memory.*\",\"prompt.fetch\",\"app.register\","
                        + "\"wallet.key.register\",\"wallet.key.rotate\",\"provider.invoke:anthropic/*\","
                        + "\"provider.invoke:openai/*\"");
    }

    /** Somebody with a new key of a wallet. */
    Caller key(String wallet, String tenant, String scopes) {
        return admin.with(given(
                admin,
                "/auth/keys/issue",
                "{\"wallet_id\":\"" + wallet + "\",\"tenant_id\":\"" + tenant + "\",\"ttl_hours\":24,\"scopes\":["
                        + scopes + "]}",
                "token"));
    }

    /** A secret that an answer gives out this once; the rest of that answer is kept like any other. */
    String given(Caller caller, String path, String json, String member) {
        return given(caller.heardBy(unkept -> {}).post(path, json), member);
    }

    /** The same under an idempotency key. */
    String givenOnce(Caller caller, String key, String path, String json, String member) {
        return given(caller.heardBy(unkept -> {}).once(key, path, json), member);
    }

    private String given(HttpResponse<String> answer, String member) {
        is(200, answer);
        String secret = Caller.member(answer, member);
        secrets.add(secret);
        String text = text(answer);
        int at = text.indexOf("\"" + secret + "\"");
        answers.add(text.substring(0, at) + text.substring(at + secret.length() + 2));
        return secret;
    }

    /** Something else that must be found nowhere. */
    void plant(String secret) {
        secrets.add(secret);
    }

    private void keep(HttpResponse<String> answer) {
        answers.add(text(answer));
    }

    private static String text(HttpResponse<String> answer) {
        return answer.headers().map() + "\n" + answer.body();
    }

    /** All that was answered, headers and bodies. */
    List<String> answers() {
        return answers;
    }

    /** All that was planted, and all that answers gave out once. */
    List<String> secrets() {
        return secrets;
    }

    /** What a wallet's key made of a span. */
    static HttpResponse<String> sign(Caller caller, ObjectNode span) {
        return caller.post("/wallet/sign/span", signing(span.toString()));
    }

    static String signing(String span) {
        return "{\"kid\":\"" + MAIN_KID + "\",\"span\":" + span + "}";
    }

    static ObjectNode signed(Caller caller, ObjectNode span) {
        HttpResponse<String> signed = sign(caller, span);
        is(200, signed);
        ObjectNode whole = span.deepCopy();
        whole.setAll((ObjectNode) tree(signed));
        return whole;
    }

    static void append(Caller caller, ObjectNode span) {
        String whole = signed(caller, span).toString();
        is(201, caller.post("/api/spans", whole));
        is(200, caller.post("/api/spans", whole));
    }

    /** A note of ana's. */
    static ObjectNode note(String id, long seq, String visibility, String text) {
        ObjectNode note = JSON.createObjectNode()
                .put("id", id)
                .put("seq", seq)
                .put("entity_type", "note")
                .put("who", "wallet:wlt_acme_ana")
                .put("this", "note")
                .put("at", "2026-03-01T12:00:00.000Z")
                .put("tenant_id", "acme")
                .put("owner_id", "ana@acme")
                .put("visibility", visibility);
        note.putObject("content").put("text", text);
        return note;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static JsonNode tree(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void is(int status, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    /** Stops the node and audits all that was written. */
    @Override
    public void close() {
        node.close();
        Terminal terminal = new Terminal(System.out, System.err, Map.of(), Map.of());
        String data = directory.resolve("cofre-data").toString();
        assertThat(new Commands(terminal).run("ledger", "audit", "--data", data))
                .as("the audit of all that was written")
                .isZero();
    }
}
