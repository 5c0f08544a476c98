package io.cofre.domain.usecase;

import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.auth.Viewers;
import io.cofre.domain.ledger.Writers;
import io.cofre.domain.span.SignedSpan;
import io.cofre.domain.span.SpanForm;
import io.cofre.domain.span.SpanVerifier;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Keys;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.StoredSpan;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code GET /api/spans/{id}/verify} (spec 03): re-verifies the newest visible version from its stored bytes and the
 * history of its key. Thread-safe.
 */
public final class VerifySpan {
    private final Spans spans;
    private final Keys keys;
    private final VerifyingKeys verifyingKeys;
    private final SpanVerifier verifier;

    @Inject
    public VerifySpan(Spans spans, Keys keys, VerifyingKeys verifyingKeys, SpanVerifier verifier) {
        this.spans = spans;
        this.keys = keys;
        this.verifyingKeys = verifyingKeys;
        this.verifier = verifier;
    }

    /** Whether one check holds. */
    public enum Result {
        HOLDS,
        FAILS,
        /** An earlier check failed, without which this one says nothing. */
        NOT_REACHED
    }

    /**
     * One check.
     *
     * @param name {@code canonical_and_hash}, {@code key_introduced}, {@code key_active_at_append}, {@code signature},
     *     {@code writer_allowed}
     * @param detail for people; empty where it holds
     */
    public record Check(String name, Result result, String detail) {}

    /** What was found; it holds if every check does. */
    public record Verified(StoredSpan span, List<Check> checks) {
        public Verified {
            checks = List.copyOf(checks);
        }

        public Result result() {
            return checks.stream().allMatch(check -> check.result() == Result.HOLDS) ? Result.HOLDS : Result.FAILS;
        }
    }

    /** Empty where the principal sees no such span. */
    public Optional<Verified> verify(Principal principal, SpanId id) {
        return spans.newest(Viewers.of(principal), id).map(this::verify);
    }

    private Verified verify(StoredSpan stored) {
        List<Check> checks = new ArrayList<>();
        switch (SpanForm.stored(stored.canonical(), stored.payloadHash(), stored.signature())) {
            case SpanForm.Refused(Problem problem) -> {
                checks.add(new Check("canonical_and_hash", Result.FAILS, problem.detail()));
                unreached(checks, "key_introduced", "key_active_at_append", "signature", "writer_allowed");
            }
            case SpanForm.Signed(SignedSpan span) -> {
                checks.add(holds("canonical_and_hash"));
                keyed(stored, span, checks);
            }
        }
        return new Verified(stored, checks);
    }

    private void keyed(StoredSpan stored, SignedSpan span, List<Check> checks) {
        KeyId id = span.signature().keyId();
        LedgerKey key = keys.find(List.of(id)).get(id);
        if (key == null) {
            checks.add(new Check("key_introduced", Result.FAILS, "no logline_id span introduces " + id));
            unreached(checks, "key_active_at_append", "signature", "writer_allowed");
            return;
        }
        boolean self = span.header().entityType().value().equals("logline_id");
        checks.add(check(
                "key_introduced",
                key.introducedAt() < stored.position() || (self && key.introducedAt() == stored.position()),
                "the key was introduced later, at position " + key.introducedAt()));
        checks.add(check(
                "key_active_at_append",
                key.endedAt().filter(ended -> ended < stored.position()).isEmpty(),
                "the key had ended before"));
        checks.add(check(
                "signature",
                verifyingKeys
                        .of(key)
                        .filter(checked -> verifier.verify(span, checked) instanceof SpanVerifier.Result.Verified)
                        .isPresent(),
                "the signature does not hold"));
        checks.add(check(
                "writer_allowed",
                Writers.judge(key, span.header(), Writers.Way.USE_CASE) instanceof Writers.Writing.Allowed,
                "a key of role " + key.role().wire() + " may not sign this span"));
    }

    private static Check check(String name, boolean good, String otherwise) {
        return good ? holds(name) : new Check(name, Result.FAILS, otherwise);
    }

    private static Check holds(String name) {
        return new Check(name, Result.HOLDS, "");
    }

    private static void unreached(List<Check> checks, String... names) {
        for (String name : names) {
            checks.add(new Check(name, Result.NOT_REACHED, "an earlier check failed"));
        }
    }
}
