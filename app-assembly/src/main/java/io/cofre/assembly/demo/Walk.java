package io.cofre.assembly.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.assembly.cli.Api;
import io.cofre.assembly.cli.Call;
import io.cofre.assembly.cli.Json;
import io.cofre.assembly.cli.Token;
import io.cofre.assembly.demo.verify.Line;
import io.cofre.assembly.demo.verify.Text;
import java.time.Instant;
import java.util.List;

/** The steps, in their order. Each builds on those before. */
final class Walk {
    /** Stands for a provider's key that a person would type. */
    private static final String PROVIDER_SECRET = "sk-ant-demo-not-a-real-key";

    private final Demo.Given given;
    private final Sheet sheet;
    private final Tally tally;
    private final Instant start;
    private final Visitor admin;

    Walk(Api api, Demo.Given given, Sheet sheet, Tally tally, Instant start) {
        this.given = given;
        this.sheet = sheet;
        this.tally = tally;
        this.start = start;
        admin = new Visitor(api, given.admin(), "platform admin", sheet, tally, List.of(PROVIDER_SECRET));
    }

    void all() {
        sheet.part("Set up: what the seed takes for granted");
        Visitor auditor = setUp();
        Witness witness = new Witness(auditor.api(), given.trustedRoots(), Bodies.TENANT, sheet, tally);
        giveProviderKey(witness);
        sheet.part("Section 7 of the seed, to the letter");
        JsonNode issued = issue(witness);
        Token token = Token.of(issued.path("token").asText(), "the answer");
        Visitor dan = admin.with(token, "dan");
        smoke(dan, witness);
        sheet.part("The wallet and the ledger");
        wallet(dan, witness);
        new Further(admin, auditor, dan, witness, sheet, tally, start).all();
        sheet.part("Taken back");
        revoke(dan, issued.path("token_hash").asText(), witness);
        sheet.part("All of it once more, by a stranger");
        sheet.step("Export everything visible and verify it offline");
        witness.verifyExport(given.trustedRoots());
    }

    private Visitor setUp() {
        sheet.step("Make the tenant");
        admin.make(post("/api/admin/tenants", Bodies.CREATE_TENANT), "tenant.exists");
        sheet.step("Make Dan's wallet, with its first key");
        admin.make(post("/api/admin/wallets", Bodies.CREATE_WALLET), "wallet.exists");
        sheet.step("Make a wallet for who looks after the tenant");
        admin.make(post("/api/admin/wallets", Bodies.CREATE_AUDITOR), "wallet.exists");
        sheet.step("Issue the auditor's key, and look at what the ledger says so far");
        JsonNode key = admin.expect(200, post("/auth/keys/issue", Bodies.ISSUE_AUDITOR));
        return admin.with(Token.of(key.path("token").asText(), "the answer"), "auditor");
    }

    private void giveProviderKey(Witness witness) {
        // The ledger's times are those of this machine's clock, or a little later.
        witness.begin(start.minusSeconds(2).toString());
        witness.left("tenant, wallets and key left spans");
        sheet.step("Give Dan's wallet a provider's key");
        admin.make(Call.post("/wallet/key/register", Bodies.providerKey(PROVIDER_SECRET)), "wallet.kid_exists");
        witness.newSpans();
    }

    private JsonNode issue(Witness witness) {
        sheet.step("7.1  Issue a token");
        JsonNode issued = admin.expect(200, post("/auth/keys/issue", Bodies.ISSUE));
        witness.left("the key left a span");
        return issued;
    }

    private void smoke(Visitor dan, Witness witness) {
        sheet.step("7.2  Register an app");
        JsonNode app = dan.expect(200, asDan("/cli/app.register", Bodies.APP));
        tally.check(
                app.path("granted_caps").toString().contains("provider.invoke:anthropic/*"),
                "granted is what the token itself holds",
                texts(app.path("granted_caps")));
        witness.left("the registration left its spans");

        sheet.step("7.3  Remember");
        JsonNode added = dan.expect(200, asDan("/cli/memory.add", Bodies.ADD));
        List<Line> spans = witness.left("the memory left a span");
        tally.check(
                spans.stream().noneMatch(line -> line.raw("content").orElse("").contains("espresso")),
                "its text stands encrypted in the ledger");

        sheet.step("7.3  Search, at once");
        JsonNode found = dan.expect(200, asDan("/cli/memory.search", Bodies.SEARCH));
        String memory = added.path("memory_id").asText();
        tally.check(
                found.path("results").toString().contains(memory), "the very next search finds it", "memory " + memory);

        sheet.step("7.4  Fetch a prompt");
        JsonNode prompt = dan.expect(200, asDan("/cli/prompt.fetch", Bodies.PROMPT));
        tally.check(prompt.path("text").asText().contains("Dan"), "rendered with the variable");
        tally.check(
                Text.hash(prompt.path("text").asText())
                        .equals(prompt.path("compiled_hash").asText()),
                "compiled_hash is BLAKE3 of the text");

        sheet.step("7.5  Ask a model, with memory");
        asked(dan, witness, Bodies.ASK, "Resuma");
        sheet.step("Ask what the memory knows");
        JsonNode answer = asked(dan, witness, Bodies.ASK_OF_COFFEE, "Dan");
        tally.check(answer.path("memories").toString().contains(memory), "the memory went along", "memory " + memory);
    }

    private JsonNode asked(Visitor dan, Witness witness, String body, String word) {
        JsonNode answer = dan.expect(200, asDan("/cli/ask", body));
        tally.check(!answer.path("output").path("text").asText().isEmpty(), "it answers");
        List<Line> invocation = witness.left("the invocation left a span");
        tally.check(
                invocation.stream()
                        .noneMatch(line -> line.raw("content").orElse("").contains(word)),
                "which holds neither question nor answer");
        return answer;
    }

    private void wallet(Visitor dan, Witness witness) {
        sheet.step("Who am I?");
        JsonNode me = dan.expect(200, Call.get("/auth/whoami"));
        tally.check(me.path("wallet_id").asText().equals(Bodies.WALLET), "the wallet's own token");

        sheet.step("Have the wallet sign a note");
        ObjectNode note = Bodies.note(start);
        ObjectNode body = Json.object().put("kid", Bodies.MAIN_KID);
        body.set("span", note);
        JsonNode signature = dan.expect(200, Call.post("/wallet/sign/span", body));
        ObjectNode signed = note.deepCopy();
        signed.setAll((ObjectNode) signature);
        witness.judge(Json.write(signed), true, "what came back is over what was sent");

        sheet.step("Append it to the ledger");
        dan.expect(201, Call.post("/api/spans", signed));
        witness.left("the ledger gives it back as it was signed");

        sheet.step("Append a forged copy, one nested member changed");
        ObjectNode forged = signed.deepCopy();
        ((ObjectNode) forged.path("content").path("nested")).put("a", "u");
        witness.judge(Json.write(forged), false, "the second implementation refuses it");
        dan.refused(422, "ledger.hash_mismatch", Call.post("/api/spans", forged));

        sheet.step("Open a wallet session that may only search");
        JsonNode session =
                dan.expect(200, post("/wallet/open", "{\"scopes\":[\"memory.search\"],\"ttl_seconds\":300}"));
        Visitor visitor = dan.with(Token.of(session.path("wallet_session").asText(), "the answer"), "session");
        sheet.step("Search with the session");
        visitor.expect(200, post("/cli/memory.search", Bodies.SEARCH));
        sheet.step("Write with the session");
        visitor.refused(403, "auth.scope_missing", post("/cli/memory.add", Bodies.ADD));
        sheet.step("Have the service itself verify the note");
        JsonNode verified = witness.ask(Call.get("/api/spans/" + note.path("id").asText() + "/verify"));
        tally.check(verified.path("result").asText().equals("holds"), "both implementations agree");
    }

    private void revoke(Visitor dan, String hash, Witness witness) {
        sheet.step("List the wallet's keys");
        Call list = Call.get("/auth/keys/list").with("wallet_id", Bodies.WALLET).with("status", "active");
        JsonNode keys = admin.expect(200, list);
        tally.check(keys.path("keys").toString().contains(hash), "the token's key is among them, by its hash");

        sheet.step("Put another in its place");
        ObjectNode rotation = (ObjectNode) Bodies.of(Bodies.ROTATE_TOKEN);
        JsonNode rotated = admin.expect(200, Call.post("/auth/keys/rotate", rotation.put("token_hash", hash)));
        witness.left("the rotation left its spans");
        Visitor again = admin.with(Token.of(rotated.path("token").asText(), "the answer"), "dan");
        dan.refused(401, "auth.", asDan("/cli/memory.search", Bodies.SEARCH));
        again.expect(200, asDan("/cli/memory.search", Bodies.SEARCH));

        sheet.step("Revoke that too");
        ObjectNode body = Json.object()
                .put("wallet_id", Bodies.WALLET)
                .put("token_hash", rotated.path("token_hash").asText());
        JsonNode revoked = admin.expect(200, Call.post("/auth/keys/revoke", body));
        tally.check(revoked.path("revoked").asInt() == 1, "one key revoked");
        witness.left("the revocation left a span");

        sheet.step("Use it all the same");
        again.refused(401, "auth.", asDan("/cli/memory.search", Bodies.SEARCH));
    }

    private static String texts(JsonNode array) {
        return String.join(", ", array.valueStream().map(JsonNode::asText).toList());
    }

    private static Call post(String path, String body) {
        return Call.post(path, Bodies.of(body));
    }

    /** With the headers that the seed's clients send. */
    private static Call asDan(String path, String body) {
        return post(path, body).header("X-User-Id", "danvoulez").header("X-Tenant-Id", Bodies.TENANT);
    }
}
