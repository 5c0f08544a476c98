package io.cofre.domain.ledger;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.ports.journal.Refusal;
import java.util.Optional;

/** How a caller is told why the journal did not write. Pure. */
public final class Refusals {
    private Refusals() {}

    /** What to do about a refusal: some only say that another was faster. */
    public static boolean overtaken(Refusal why) {
        return why instanceof Refusal.VersionGap
                || why instanceof Refusal.VersionTaken
                || why instanceof Refusal.Overtaken
                || why instanceof Refusal.NonceReused;
    }

    /** Empty where the signer may write it. */
    public static Optional<Problem> problem(Writers.Writing writing) {
        return switch (writing) {
            case Writers.Writing.Allowed() -> Optional.empty();
            case Writers.Writing.Reserved(String member, String why) ->
                Optional.of(Problem.of(Code.LEDGER_RESERVED_TYPE, why + ".").with("pointer", "/" + member));
            case Writers.Writing.NotOwner(String member, String why) ->
                Optional.of(Problem.of(Code.LEDGER_NOT_OWNER, why + ".").with("pointer", "/" + member));
        };
    }

    public static Problem problem(Refusal why) {
        return switch (why) {
            case Refusal.VersionTaken taken ->
                Problem.of(
                        Code.LEDGER_VERSION_TAKEN,
                        "Another span stands under id " + taken.version().id() + " and seq "
                                + taken.version().seq() + "; read the newest and sign its successor.");
            case Refusal.VersionGap gap ->
                Problem.of(
                        Code.LEDGER_VERSION_GAP,
                        "seq " + gap.version().seq() + " does not follow; the next of this id is "
                                + (gap.newest().orElse(-1L) + 1) + ".");
            case Refusal.Immutable fixed ->
                Problem.of(Code.LEDGER_NOT_OWNER, "A new version may not change " + fixed.member() + ".")
                        .with("pointer", "/" + fixed.member());
            case Refusal.PrevMismatch ignored ->
                Problem.of(Code.LEDGER_PREV_MISMATCH, "prev_hash is not the payload_hash of the version before.")
                        .with("pointer", "/prev_hash");
            case Refusal.KeyUnknown unknown ->
                Problem.of(
                        Code.LEDGER_KEY_UNKNOWN,
                        "No logline_id span introduces " + unknown.key() + "; register the key first.");
            case Refusal.KeyInactive inactive ->
                Problem.of(
                        Code.LEDGER_KEY_INACTIVE,
                        "Key " + inactive.key() + " is retired or revoked; sign with an active one.");
            case Refusal.StaleSignature stale ->
                Problem.of(
                                Code.LEDGER_STALE_SIGNATURE,
                                "sig.ts is over " + stale.freshness().toHours() + " hours from the ledger's time "
                                        + Drafts.time(stale.ledgerTime()) + "; sign again.")
                        .with("pointer", "/sig/ts");
            case Refusal.NonceReused ignored ->
                Problem.of(
                                Code.LEDGER_NONCE_REUSED,
                                "This key has signed with this nonce before; sign again with a fresh one.")
                        .with("pointer", "/sig/nonce");
            case Refusal.NotInState state ->
                Problem.of(
                        Code.LEDGER_CONTENDED,
                        "What this rests on (" + state.thing() + ") is "
                                + state.found().orElse("not there") + " now; read again and decide anew.");
            case Refusal.Overtaken thing ->
                Problem.of(
                        Code.LEDGER_CONTENDED, thing.thing() + " was changed meanwhile; read again and decide anew.");
            case Refusal.NotPristine ignored -> Problem.of(Code.LEDGER_CONTENDED, "The registry is not empty.");
            case Refusal.OnceMismatch ignored ->
                Problem.of(
                        Code.REQUEST_IDEMPOTENCY_MISMATCH,
                        "This Idempotency-Key was used with another body; take a fresh one for another request.");
            case Refusal.Unwritable unwritable -> Problem.of(Code.LEDGER_UNWRITABLE, unwritable.reason());
        };
    }
}
