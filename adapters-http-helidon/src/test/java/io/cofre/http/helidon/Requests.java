package io.cofre.http.helidon;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.auth.Requirement;
import io.cofre.http.json.Schema;
import io.cofre.http.route.Handler;
import io.cofre.http.route.Route;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Requests byte by byte, and routes and latches for them. */
final class Requests {
    static final String HOST = "Host: localhost";
    static final String GET = head("GET %s HTTP/1.1", HOST);

    private Requests() {}

    static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    static Route get(String path, Handler handler) {
        return Route.get(path)
                .need(new Requirement.Open())
                .query(Schema.object().maybe("q", Schema.anyText(100), "any"))
                .says("T", "Gets")
                .givesNothing(200, "d")
                .to(handler);
    }

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Some two milliseconds in which the kernel may send. */
    static void awaitWindow() {
        long until = System.nanoTime() + 2_000_000;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }
}
