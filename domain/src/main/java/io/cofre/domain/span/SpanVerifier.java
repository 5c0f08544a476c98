package io.cofre.domain.span;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.crypto.Hex;
import io.cofre.ports.span.VerifiedSpan;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Says whether a span's signature holds (spec 03, step 4 of Stage-0's rule): the only maker of {@link VerifiedSpan}.
 * Thread-safe.
 */
public final class SpanVerifier {
    private final Ed25519 engine;

    @Inject
    public SpanVerifier(Ed25519 engine) {
        this.engine = engine;
    }

    /** What verification gives. */
    public sealed interface Result {
        record Verified(VerifiedSpan span) implements Result {}

        /** {@code ledger.signature_invalid}. */
        record Refused(Problem problem) implements Result {}
    }

    /** Verifies with the key that the signature names; with any other key it is refused. */
    public Result verify(SignedSpan span, VerifyingKey key) {
        boolean holds = span.signature().keyId().equals(key.keyId())
                && Hex.decode(span.signature().signature())
                        .map(bytes -> engine.verify(key.checked(), SpanSigning.message(span), bytes))
                        .equals(Optional.of(Ed25519.Verdict.VALID));
        if (!holds) {
            return new Result.Refused(Problem.of(
                            Code.LEDGER_SIGNATURE_INVALID,
                            "The signature is not that of key "
                                    + span.signature().keyId() + " over this span's hash, key, kid, time and nonce.")
                    .with("pointer", "/sig/signature"));
        }
        SpanDraft draft = span.draft();
        return new Result.Verified(
                new VerifiedSpan(draft.header(), draft.canonical(), draft.payloadHash(), span.signature()));
    }
}
