package io.cofre.http.problem;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.ports.PortFailure;

/** What a caller is told of a failure: never its message, which is for the operator. */
public final class Failures {
    private Failures() {}

    public static Problem problem(PortFailure failure) {
        return switch (failure) {
            case PortFailure.Unavailable f ->
                Problem.of(
                        Code.LEDGER_UNAVAILABLE,
                        "Something that this request needs is not available; nothing was changed. Try again later.");
            case PortFailure.OutcomeUnknown f ->
                Problem.of(
                        Code.LEDGER_OUTCOME_UNKNOWN,
                        "The connection was lost while writing. Repeat the request with the same Idempotency-Key or"
                                + " the same span: it is written once at most.");
            case PortFailure.Corrupt f ->
                Problem.of(
                        Code.INTERNAL_CORRUPT,
                        "What is stored does not verify; the operator finds the trace in the log.");
            case PortFailure.Rejected f -> internal();
            default -> internal();
        };
    }

    /** Says nothing of the cause. */
    public static Problem internal() {
        return Problem.of(Code.INTERNAL_ERROR, "The service failed; the operator finds the trace in the log.");
    }
}
