package io.cofre.http.route;

import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Exchange;
import java.io.IOException;

/** Answers a request that was let in and whose query and body were checked. Thread-safe. */
@FunctionalInterface
public interface Handler {
    /**
     * The answer; a refusal is one too.
     *
     * @throws IOException where the body cannot be read
     */
    Answer handle(Exchange exchange) throws IOException;
}
