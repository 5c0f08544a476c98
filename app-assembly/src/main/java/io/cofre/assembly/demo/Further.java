package io.cofre.assembly.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.assembly.cli.Call;
import io.cofre.assembly.cli.Json;
import io.cofre.assembly.cli.Token;
import io.cofre.assembly.demo.verify.Line;
import io.cofre.assembly.demo.verify.SignedRequest;
import java.time.Instant;
import java.util.List;

/** What the seed's smoke test has no step for: forgetting, blocks, approval, streams, rotation, signed requests. */
final class Further {
    private static final int EVENTS = 100;

    private final Visitor admin;
    private final Visitor auditor;
    private final Visitor dan;
    private final Witness witness;
    private final Sheet sheet;
    private final Tally tally;
    private final Instant start;

    Further(Visitor admin, Visitor auditor, Visitor dan, Witness witness, Sheet sheet, Tally tally, Instant start) {
        this.admin = admin;
        this.auditor = auditor;
        this.dan = dan;
        this.witness = witness;
        this.sheet = sheet;
        this.tally = tally;
        this.start = start;
    }

    void all() {
        sheet.part("Memory, prompts and apps, further");
        forget();
        blocks();
        approve();
        sheet.part("Providers, further");
        invoke();
        stream();
        sheet.part("Keys and the timeline");
        Visitor owner = issue();
        signRequest(owner);
        timeline(owner);
        rotate(owner);
    }

    private static Call post(String path, String body) {
        return Call.post(path, Bodies.of(body));
    }

    private void forget() {
        sheet.step("Forget every memory that the search finds");
        JsonNode found = dan.expect(200, post("/cli/memory.search", Bodies.SEARCH));
        for (JsonNode memory : found.path("results")) {
            ObjectNode body =
                    Json.object().put("memory_id", memory.path("memory_id").asText());
            dan.expect(200, Call.post("/cli/memory.forget", body));
        }
        witness.left("that they were forgotten left spans");
        JsonNode gone = dan.expect(200, post("/cli/memory.search", Bodies.SEARCH));
        tally.check(!found.path("results").isEmpty() && gone.path("results").isEmpty(), "the search finds nothing");
    }

    private void blocks() {
        sheet.step("Write a prompt of two blocks: signed and appended together");
        ObjectNode second = Bodies.span(
                start, "prompt_block", "demo_tone", "{\"text\":\"Responde com {{ tone }}.\",\"priority\":20}");
        ObjectNode first = Bodies.span(
                start, "prompt_block", "demo_language", "{\"text\":\"Escreve em português.\",\"priority\":10}");
        ObjectNode template = Bodies.span(
                start,
                "prompt_template",
                "demo_prompt",
                "{\"template\":\"Olá {{ user_name }}.\",\"vars\":[\"user_name\",{\"name\":\"tone\","
                        + "\"default\":\"calma\"}],\"blocks\":[\"demo_tone\",\"demo_language\"]}");
        List<ObjectNode> spans = List.of(second, first, template);
        ObjectNode body = Json.object().put("kid", Bodies.MAIN_KID);
        spans.forEach(span -> body.withArray("spans").add(span));
        JsonNode signatures = dan.expect(200, Call.post("/wallet/sign/spans", body));
        ObjectNode batch = Json.object();
        for (int i = 0; i < spans.size(); i++) {
            ObjectNode signed = spans.get(i).deepCopy();
            signed.setAll((ObjectNode) signatures.path("results").path(i));
            batch.withArray("spans").add(signed);
        }
        dan.expect(200, Call.post("/api/spans/batch", batch));
        List<Line> left = witness.left("they stand in the ledger");
        tally.check(left.size() == spans.size(), "all of them");

        sheet.step("Fetch it");
        ObjectNode fetch = Json.object().put("prompt_id", template.path("id").asText());
        fetch.putObject("vars").put("user_name", "Dan");
        JsonNode prompt = dan.expect(200, Call.post("/cli/prompt.fetch", fetch));
        tally.check(
                prompt.path("text").asText().equals("Escreve em português.\n\nResponde com calma.\n\nOlá Dan."),
                "blocks by priority, then the template, each variable in its place");
    }

    private void approve() {
        sheet.step("List the apps");
        JsonNode listed = dan.expect(200, Call.get("/api/apps"));
        tally.check(listed.path("apps").toString().contains("writer-bot"), "the app of 7.2 is there");
        sheet.step("Approve what it still waits for, as who looks after the tenant");
        JsonNode approved = auditor.expect(200, post("/api/admin/apps/writer-bot/approve", "{}"));
        tally.check(approved.path("pending_caps").isEmpty(), "nothing is pending any more");
        witness.newSpans();
    }

    private void invoke() {
        sheet.step("Call a provider with the wallet's key");
        JsonNode answer = dan.expect(200, post("/wallet/provider/invoke", Bodies.INVOKE));
        tally.check(answer.path("output").path("text").asText().contains("bom dia"), "it answers");
        List<Line> left = witness.left("the invocation left a span");
        tally.check(
                left.stream().noneMatch(line -> line.raw("content").orElse("").contains("bom dia")),
                "which holds no text");
    }

    private void stream() {
        sheet.step("Ask, and take the answer as it comes");
        List<Visitor.Event> events = dan.follow(post("/cli/ask", Bodies.ASK_STREAMED), EVENTS);
        StringBuilder text = new StringBuilder();
        events.stream()
                .filter(event -> event.name().equals("delta"))
                .forEach(event -> text.append(event.data().path("text").asText()));
        Visitor.Event last = events.getLast();
        tally.check(
                last.name().equals("done")
                        && last.data().path("output").path("text").asText().contentEquals(text),
                "the pieces make the whole answer");
        witness.left("committed before its last byte");
    }

    private Visitor issue() {
        sheet.step("Issue a key for what the seed's does not hold");
        JsonNode issued = admin.expect(200, post("/auth/keys/issue", Bodies.ISSUE_FURTHER));
        witness.left("the key left a span");
        return dan.with(Token.of(issued.path("token").asText(), "the answer"), "dan's other key");
    }

    private void signRequest(Visitor owner) {
        sheet.step("Sign a request to another service");
        JsonNode signed = owner.expect(200, Call.post("/wallet/sign/http", Bodies.request()));
        witness.judgeRequest(
                signed.path("headers"),
                new SignedRequest(Bodies.ELSEWHERE, "POST", Bodies.REQUEST_PATH, Bodies.REQUEST_BODY),
                true);
        witness.judgeRequest(
                signed.path("headers"),
                new SignedRequest(Bodies.ELSEWHERE, "POST", Bodies.REQUEST_PATH, Bodies.REQUEST_BODY + " "),
                false);
    }

    private void timeline(Visitor owner) {
        sheet.step("Follow the timeline from before the last note on");
        long position = witness.position();
        ObjectNode note = Bodies.note(start);
        ObjectNode body = Json.object().put("kid", Bodies.MAIN_KID);
        body.set("span", note);
        ObjectNode signed = note.deepCopy();
        signed.setAll((ObjectNode) dan.expect(200, Call.post("/wallet/sign/span", body)));
        dan.expect(201, Call.post("/api/spans", signed));
        witness.left("the note stands in the ledger");
        List<Visitor.Event> events =
                owner.follow(Call.get("/api/timeline/stream").with("after_position", String.valueOf(position)), 1);
        tally.check(
                events.getFirst().data().path("span").path("sig").equals(signed.path("sig")),
                "the stream tells it as it was signed");
    }

    private void rotate(Visitor owner) {
        sheet.step("Rotate the wallet's signing key");
        JsonNode rotated = owner.expect(200, post("/wallet/key/rotate", Bodies.ROTATE_KEY));
        witness.left("the old key introduced the new one, and was retired");

        sheet.step("Sign with it");
        ObjectNode note = Bodies.note(start);
        ObjectNode body = Json.object().put("kid", Bodies.MAIN_KID);
        body.set("span", note);
        ObjectNode signed = note.deepCopy();
        signed.setAll((ObjectNode) dan.expect(200, Call.post("/wallet/sign/span", body)));
        tally.check(
                signed.path("sig").path("key_id").equals(rotated.path("key_id")),
                "the new key signs under the same kid",
                rotated.path("key_id").asText());
        witness.judge(Json.write(signed), true, "and its signature holds, by the chain of keys");
    }
}
