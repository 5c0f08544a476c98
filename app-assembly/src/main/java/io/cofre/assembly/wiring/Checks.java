package io.cofre.assembly.wiring;

import io.cofre.http.routes.HealthCheck;
import io.cofre.ports.PortFailure;

/** Health checks that ask a port. */
final class Checks {
    private Checks() {}

    /** Up where the question is answered. */
    static HealthCheck asking(String name, Runnable question) {
        return new HealthCheck() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public State check() {
                try {
                    question.run();
                    return new State.Up();
                } catch (PortFailure e) {
                    return new State.Down(String.valueOf(e.getMessage()));
                }
            }
        };
    }
}
