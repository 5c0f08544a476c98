package io.cofre.http.routes;

/** Whether one thing that the service needs is there. */
public interface HealthCheck {
    /** As an operator knows it: {@code postgres}, {@code redis}, {@code vault}. */
    String name();

    /** Asks; answers within a few seconds, and throws nothing. */
    State check();

    sealed interface State {
        record Up() implements State {}

        /** {@code why}: for the operator, no secret in it. */
        record Down(String why) implements State {}
    }
}
