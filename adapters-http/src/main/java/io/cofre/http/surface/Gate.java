package io.cofre.http.surface;

import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.auth.Requirement;
import io.cofre.http.exchange.Exchange;
import io.cofre.http.exchange.Headers;

/** Finds out who calls, and whether they may. Thread-safe. */
@FunctionalInterface
public interface Gate {
    /** Never asked for a route that is open. */
    Admission admit(Exchange exchange, Requirement need);

    /** What was decided; the headers go with the answer (rate limits). */
    sealed interface Admission {
        record Admitted(Principal principal, Headers headers) implements Admission {}

        record TurnedAway(Problem problem, Headers headers) implements Admission {}
    }
}
