package io.cofre.http.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.http.json.Json;
import io.cofre.http.traffic.Call;
import io.cofre.http.traffic.Seen;
import io.cofre.ports.provider.ProviderOutcome.Kind;
import io.cofre.testkit.fault.Hold;
import io.cofre.testkit.memory.ScriptedProvider.Turn;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Answers that go on for longer than what they rest on, and what stands before their last byte. */
class LongAnswersTest {
    private static final String ASK = "{\"text\":\"x\",\"model\":\"claude-3-5-sonnet\",\"stream\":true}";

    private final HttpWorld world = new HttpWorld().acme();
    private final String ana = world.ana();

    /** What was sent so far; runs an action when a text has been. */
    private static final class Sent extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final String awaited;
        private final Runnable then;
        private boolean done;

        Sent(String awaited, Runnable then) {
            this.awaited = awaited;
            this.then = then;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] all, int from, int length) {
            boolean now;
            synchronized (bytes) {
                bytes.write(all, from, length);
                now = !done && bytes.toString(StandardCharsets.UTF_8).contains(awaited);
                done |= now;
            }
            if (now) {
                then.run();
            }
        }

        String text() {
            synchronized (bytes) {
                return bytes.toString(StandardCharsets.UTF_8);
            }
        }
    }

    private void send(Call call, Sent sent) {
        assertThat(world.send(call, sent)).isEqualTo(200);
    }

    private static void nothing() {}

    private void note(String id) {
        ObjectNode span = Json.object()
                .put("id", id)
                .put("seq", 0)
                .put("entity_type", "note")
                .put("who", "user:ana")
                .put("this", "note")
                .put("at", "2026-11-22T00:00:00.000Z")
                .put("tenant_id", "acme")
                .put("owner_id", "ana@acme")
                .put("visibility", "private");
        ObjectNode body = Json.object().put("kid", "kid_ed25519_main");
        body.set("span", span);
        Seen signed = world.post(ana, "/wallet/sign/span", Json.text(body));
        span.setAll((ObjectNode) signed.json());
        assertThat(world.post(ana, "/api/spans", Json.text(span)).status()).isEqualTo(201);
    }

    private static String id(int number) {
        return "0e37df36-f698-41e6-8dd4-cb9ced3df0" + number;
    }

    private void revoke(Seen issued) {
        String body = Json.text(Json.object()
                .put("wallet_id", "wlt_acme_ana")
                .put("token_hash", issued.json().path("token_hash").asText()));
        assertThat(world.post(world.admin, "/auth/keys/revoke", body).status()).isEqualTo(200);
    }

    private CompletableFuture<Void> follow(Seen reader, Sent sent) {
        Call call = Call.get("/api/timeline/stream?after_position=0")
                .key(reader.json().path("token").asText());
        return CompletableFuture.runAsync(() -> send(call, sent));
    }

    /** A stream that does not end by itself is ended, so that the test is. */
    private void awaitEnd(CompletableFuture<Void> stream) throws Exception {
        try {
            stream.get(20, TimeUnit.SECONDS);
        } finally {
            world.draining.set(true);
        }
    }

    @Test
    void timeline_keyRevoked_endsBeforeTheNextSpan() throws Exception {
        Seen reader = world.issue("wlt_acme_ana", "span.read");
        CompletableFuture<Boolean> following = new CompletableFuture<>();
        Sent sent = new Sent(id(10), () -> following.complete(true));
        CompletableFuture<Void> stream = follow(reader, sent);
        note(id(10));
        following.get(20, TimeUnit.SECONDS);
        revoke(reader);
        note(id(11));
        awaitEnd(stream);
        assertThat(sent.text()).contains(id(10)).doesNotContain(id(11)).endsWith("\n\n");
    }

    @Test
    void timeline_keyRevokedWithinAPage_sendsNoMoreOfIt() throws Exception {
        for (int i = 10; i < 20; i++) {
            note(id(i));
        }
        Seen reader = world.issue("wlt_acme_ana", "span.read");
        Sent sent = new Sent(id(12), () -> revoke(reader));
        awaitEnd(follow(reader, sent));
        assertThat(sent.text()).contains(id(12)).doesNotContain(id(13));
    }

    @Test
    void export_keyRevoked_isCutOffAndLooksNotWhole() {
        for (int i = 10; i < 20; i++) {
            note(id(i));
        }
        Seen reader = world.issue("wlt_acme_ana", "span.read");
        Sent sent = new Sent(id(12), () -> revoke(reader));
        assertThatThrownBy(() -> send(
                        Call.get("/api/spans/export")
                                .key(reader.json().path("token").asText()),
                        sent))
                .hasMessageContaining("the credential of an export has ended");
        assertThat(sent.text()).contains(id(12)).doesNotContain(id(13));
    }

    private void anthropicKey() {
        assertThat(world.post(
                                ana,
                                "/wallet/key/register",
                                "{\"kid\":\"kid_provider_anthropic\",\"type\":\"provider_key\",\"provider\":\"anthropic\","
                                        + "\"secret\":\"sk-planted\",\"caps\":[\"provider.invoke:anthropic/*\"]}")
                        .status())
                .isEqualTo(200);
    }

    private long invocations() {
        return world.in.scan().after(0, 1_000).stream()
                .filter(span -> span.canonical().text().contains("\"provider_invocation\""))
                .count();
    }

    /** How a call is asked for and how its script ends; its last bytes come after its span, whatever they are. */
    private void lastBytes_waitForTheCommit(Call call, Turn turn, String last) throws Exception {
        anthropicKey();
        world.anthropic.then(turn);
        Hold commit = world.ofTheJournal.hold("commit");
        Sent sent = new Sent(last, LongAnswersTest::nothing);
        CompletableFuture<Void> answer = CompletableFuture.runAsync(() -> send(call.key(ana), sent));
        commit.awaitReached();
        assertThat(invocations()).isZero();
        assertThat(sent.text()).doesNotContain(last);
        commit.release();
        answer.get(20, TimeUnit.SECONDS);
        assertThat(invocations()).isEqualTo(1);
        assertThat(sent.text()).contains(last);
    }

    @Test
    void ask_stream_itsDoneComesAfterTheCommit() throws Exception {
        lastBytes_waitForTheCommit(Call.post("/cli/ask", ASK), Turn.completed("Bom", " dia"), "event: done");
    }

    @Test
    void ask_brokenStream_itsErrorComesAfterTheCommit() throws Exception {
        lastBytes_waitForTheCommit(Call.post("/cli/ask", ASK), Turn.failed(Kind.UNAVAILABLE, "Bom"), "event: error");
    }

    @Test
    void ask_whole_itsAnswerComesAfterTheCommit() throws Exception {
        lastBytes_waitForTheCommit(
                Call.post("/cli/ask", ASK.replace(",\"stream\":true", "")), Turn.completed("Bom", " dia"), "Bom dia");
    }
}
