package io.cofre.http.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Reply;
import io.cofre.http.exchange.Around;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BesideTest {
    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void start_pieces_comeOutInOrderAndThenTheReply() {
        Beside<String> call = Beside.start(Around.nothing(), sink -> {
            for (int i = 0; i < 40; i++) {
                sink.text("piece " + i);
            }
            return Reply.done("whole");
        });
        for (int i = 0; i < 40; i++) {
            assertThat(call.next()).isEqualTo(new Beside.Piece.Text<String>("piece " + i));
        }
        assertThat(call.next()).isEqualTo(new Beside.Piece.Ended<>(Reply.done("whole")));
    }

    @Test
    void start_failure_comesOut() {
        IllegalStateException failure = new IllegalStateException("planted");
        Beside<String> call = Beside.start(Around.nothing(), sink -> {
            throw failure;
        });
        assertThat(call.next()).isEqualTo(new Beside.Piece.Broke<String>(failure));
    }

    @Test
    void next_afterTheCallerWent_stillEnds() {
        Beside<String> call = Beside.start(Around.nothing(), sink -> {
            CountDownLatch gone = new CountDownLatch(1);
            sink.onAbandoned(gone::countDown);
            await(gone);
            return Reply.done("nobody hears");
        });
        call.abandon();
        assertThat(CompletableFuture.supplyAsync(call::next)
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join())
                .isEqualTo(new Beside.Piece.Ended<>(Reply.done("nobody hears")));
    }

    @Test
    void text_nobodyTakes_waits() {
        AtomicInteger written = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(1);
        Beside<String> call = Beside.start(Around.nothing(), sink -> {
            for (int i = 0; i < 100; i++) {
                sink.text("x");
                written.incrementAndGet();
            }
            ended.countDown();
            return Reply.done("whole");
        });
        call.next();
        assertThat(ended.getCount()).isEqualTo(1);
        assertThat(written.get()).isLessThanOrEqualTo(18);
        call.abandon();
        await(ended);
    }

    @Test
    void abandon_whileTheProviderIsSilent_abortsIt() {
        CountDownLatch listening = new CountDownLatch(1);
        CountDownLatch aborted = new CountDownLatch(1);
        CountDownLatch late = new CountDownLatch(1);
        Beside<String> call = Beside.start(Around.nothing(), sink -> {
            sink.onAbandoned(aborted::countDown);
            listening.countDown();
            await(aborted);
            sink.onAbandoned(late::countDown);
            return Reply.done(String.valueOf(sink.abandoned()));
        });
        await(listening);
        call.abandon();
        await(aborted);
        await(late);
    }
}
