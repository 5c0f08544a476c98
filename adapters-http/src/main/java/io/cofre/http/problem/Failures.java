package io.cofre.http.problem;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.ports.Dependency;
import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.LostChange;
import java.util.List;

/** What a caller is told of a failure: never its message, which is for the operator. */
public final class Failures {
    private Failures() {}

    public static Problem problem(PortFailure failure) {
        return switch (failure) {
            case PortFailure.Unavailable f -> unavailable(f.dependency());
            // No change of the ledger is in doubt; whatever else was sent harms nobody when it is sent again.
            case PortFailure.OutcomeUnknown f when f.lost().isEmpty() -> unavailable(f.dependency());
            case PortFailure.OutcomeUnknown f -> unknown(f.lost());
            case PortFailure.Corrupt f ->
                Problem.of(
                        Code.INTERNAL_CORRUPT,
                        "What is stored does not verify; the operator finds the trace in the log.");
            case PortFailure.Rejected f -> internal();
            default -> internal();
        };
    }

    private static Problem unavailable(Dependency dependency) {
        return switch (dependency) {
            case VAULT ->
                Problem.of(
                        Code.WALLET_VAULT_UNAVAILABLE,
                        "The vault does not answer, and nothing stands in for it; nothing was changed. Try again"
                                + " later.");
            case LEDGER ->
                Problem.of(
                        Code.LEDGER_UNAVAILABLE, "The ledger does not answer; nothing was changed. Try again later.");
            case EXCHANGE, ANCHORS ->
                Problem.of(
                        Code.LEDGER_UNAVAILABLE,
                        "Something that the ledger's nodes need does not answer; nothing was changed. Try again"
                                + " later.");
        };
    }

    private static Problem unknown(List<LostChange> lost) {
        return Problem.of(
                        Code.LEDGER_OUTCOME_UNKNOWN,
                        "The ledger was lost while it was writing, and may or may not have written what is listed under"
                                + " spans. Send the same request with the same Idempotency-Key, or the same signed"
                                + " span, again: it is written once at most, and the answer is final. Or look for it"
                                + " with GET /api/spans/{id}?seq={seq}: what is there is written; what is not there"
                                + " may still be decided for some seconds.")
                .withSpans(
                        lost.stream().flatMap(change -> change.spans().stream()).toList());
    }

    /** Says nothing of the cause. */
    public static Problem internal() {
        return Problem.of(Code.INTERNAL_ERROR, "The service failed; the operator finds the trace in the log.");
    }
}
