package io.cofre.http.surface;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.http.traffic.Call;
import io.cofre.http.traffic.Seen;
import io.cofre.ports.journal.Once;
import io.cofre.ports.journal.Repeats.Repeat;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Idempotency keys. */
class OnceTest extends NotesSurface {
    @Test
    void handle_sameKeyAndBody_repeatsTheAnswer() {
        Seen first = client.send(note("{\"text\":\"x\"}").with("Idempotency-Key", "k"));
        repeats.replaceAll(
                (key, repeat) -> new Repeat(repeat.bodyHash(), new Once.Answer.Body("{\"text\":\"kept\"}"), List.of()));
        Seen second = client.send(note("{\"text\":\"x\"}").with("Idempotency-Key", "k"));
        assertThat(List.of(first.body(), second.body())).containsExactly("{\"text\":\"x\"}", "{\"text\":\"kept\"}");
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(first.headers().has("Idempotency-Replayed")).isFalse();
    }

    @Test
    void handle_sameKeyOtherBody_isAMismatch() {
        client.send(note("{\"text\":\"x\"}").with("Idempotency-Key", "k"));
        Seen seen = client.send(note("{\"text\":\"y\"}").with("Idempotency-Key", "k"));
        assertThat(List.of(seen.status(), seen.code())).isEqualTo(List.of(422, "request.idempotency_mismatch"));
    }

    @Test
    void handle_withheldAnswer_isAlreadyDone() {
        client.send(note("{\"text\":\"x\"}").with("Idempotency-Key", "k"));
        repeats.replaceAll((key, repeat) ->
                new Repeat(repeat.bodyHash(), new Once.Answer.Withheld("{\"token_hash\":\"h\",\"exp\":5}"), List.of()));
        Seen seen = client.send(note("{\"text\":\"x\"}").with("Idempotency-Key", "k"));
        assertThat(List.of(
                        seen.status(),
                        seen.code(),
                        seen.json().path("token_hash").asText(),
                        seen.json().path("exp").asText()))
                .isEqualTo(List.of(409, "request.already_done", "h", "5"));
    }

    @Test
    void handle_whileTheFirstRuns_isInProgress() throws InterruptedException {
        Call call = note("{\"text\":\"wait\"}").with("Idempotency-Key", "k");
        List<Seen> first = new ArrayList<>();
        Thread running = Thread.ofVirtual().start(() -> first.add(client.send(call)));
        entered.await();
        Seen second = client.send(call);
        leave.countDown();
        running.join();
        assertThat(List.of(second.status(), second.code())).isEqualTo(List.of(409, "request.in_progress"));
        assertThat(first).extracting(Seen::status).containsExactly(201);
    }

    @Test
    void handle_keyThatCannotBe_isRefused() {
        assertThat(client.send(note("{\"text\":\"x\"}").with("Idempotency-Key", "a b"))
                        .code())
                .isEqualTo("request.field_invalid");
        assertThat(client.send(note("{\"text\":\"x\"}").with("Idempotency-Key", "x".repeat(256)))
                        .status())
                .isEqualTo(400);
        assertThat(client.send(Call.post("/signatures", "{}").key("t").with("Idempotency-Key", "k"))
                        .code())
                .isEqualTo("request.idempotency_unsupported");
    }
}
