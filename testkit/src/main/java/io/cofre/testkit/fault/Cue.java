package io.cofre.testkit.fault;

import io.cofre.ports.Dependency;
import io.cofre.ports.PortFailure;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One failure to come.
 *
 * @param method of which method's next call; of any where empty
 * @param when whether the call itself still happens
 */
public record Cue(Optional<String> method, When when, Supplier<PortFailure> failure) {
    /** On which side of the call it fails. */
    public enum When {
        /** The call does not happen. */
        BEFORE,
        /** The call happens, and its answer is lost. */
        AFTER
    }

    /** Nothing happens: the ledger is away. */
    public static Cue unavailable() {
        return unavailable(Dependency.LEDGER);
    }

    /** Nothing happens: this is away. */
    public static Cue unavailable(Dependency dependency) {
        return new Cue(Optional.empty(), When.BEFORE, () -> new PortFailure.Unavailable(dependency, "cut off on cue"));
    }

    /** Nothing happens, and nobody knows. */
    public static Cue lostBefore() {
        return new Cue(Optional.empty(), When.BEFORE, Cue::unknown);
    }

    /** It happens, and nobody knows. */
    public static Cue lostAfter() {
        return new Cue(Optional.empty(), When.AFTER, Cue::unknown);
    }

    /** Nothing happens, nor ever will. */
    public static Cue rejected() {
        return new Cue(Optional.empty(), When.BEFORE, () -> new PortFailure.Rejected("rejected on cue"));
    }

    /** What is stored is broken. */
    public static Cue corrupt() {
        return new Cue(Optional.empty(), When.BEFORE, () -> new PortFailure.Corrupt("corrupt on cue"));
    }

    /** The same for calls of one method alone. */
    public Cue on(String name) {
        return new Cue(Optional.of(name), when, failure);
    }

    private static PortFailure unknown() {
        return new PortFailure.OutcomeUnknown(
                Dependency.LEDGER, "the connection was cut on cue", new IOException("cut on cue"));
    }
}
