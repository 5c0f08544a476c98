package io.cofre.domain.usecase;

import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.auth.Viewers;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.ledger.LedgerVerification;
import io.cofre.domain.ledger.Succession;
import io.cofre.domain.span.SignedSpan;
import io.cofre.domain.span.SpanForm;
import io.cofre.ports.node.TrustAnchors;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.SpanHeader;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.StoredSpan;
import io.cofre.ports.span.Viewer;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code GET /api/spans/{id}/verify} (spec 03): re-verifies a version from its stored bytes, the version before it, and
 * the history of its key, which is read from {@code logline_id} spans down to a trusted root and from no projection.
 * Costs a round trip a key of that chain, at most {@link KeyChain#MOST_KEYS}. Thread-safe.
 */
public final class VerifySpan {
    private final Spans spans;
    private final TrustAnchors anchors;
    private final Ed25519 engine;

    @Inject
    public VerifySpan(Spans spans, TrustAnchors anchors, Ed25519 engine) {
        this.spans = spans;
        this.anchors = anchors;
        this.engine = engine;
    }

    /** Whether one check holds. */
    public enum Result {
        HOLDS,
        FAILS,
        /** An earlier check failed, without which this one says nothing. */
        NOT_REACHED,
        /** The caller may not see what this compares with. */
        NOT_VISIBLE
    }

    /**
     * One check.
     *
     * @param name {@code canonical_and_hash}, {@code key_introduced}, {@code key_active_at_append}, {@code signature},
     *     {@code writer_allowed}, {@code sequence}, {@code prev_hash}
     * @param detail for people; empty where it holds
     */
    public record Check(String name, Result result, String detail) {}

    /** What was found; it holds if every check does that has something to compare with. */
    public record Verified(StoredSpan span, List<Check> checks) {
        public Verified {
            checks = List.copyOf(checks);
        }

        public Result result() {
            return checks.stream()
                            .allMatch(check -> check.result() == Result.HOLDS || check.result() == Result.NOT_VISIBLE)
                    ? Result.HOLDS
                    : Result.FAILS;
        }
    }

    /**
     * Empty where the principal sees no such version.
     *
     * @param seq empty for the newest
     */
    public Optional<Verified> verify(Principal principal, SpanId id, Optional<Long> seq) {
        Viewer viewer = Viewers.of(principal);
        return seq.map(number -> spans.version(viewer, new SpanVersion(id, number)))
                .orElseGet(() -> spans.newest(viewer, id))
                .map(stored -> new Verified(stored, checks(viewer, stored)));
    }

    private List<Check> checks(Viewer viewer, StoredSpan stored) {
        List<Check> checks = new ArrayList<>();
        switch (SpanForm.stored(stored.canonical(), stored.payloadHash(), stored.signature())) {
            case SpanForm.Refused(Problem problem) -> {
                checks.add(new Check("canonical_and_hash", Result.FAILS, problem.detail()));
                unreached(checks, "key_introduced");
                unkeyed(checks);
            }
            case SpanForm.Signed(SignedSpan span) -> {
                checks.add(check(
                        "canonical_and_hash",
                        span.header().version().equals(stored.version()),
                        "the column says another version than the signed bytes"));
                keyed(viewer, stored, span, checks);
            }
        }
        return checks;
    }

    private void keyed(Viewer viewer, StoredSpan stored, SignedSpan span, List<Check> checks) {
        LedgerVerification history = new LedgerVerification(engine, anchors.roots(), false);
        Set<KeyId> keys = new HashSet<>(Set.of(span.signature().keyId()));
        LedgerVerification.subject(span).ifPresent(keys::add);
        Optional<String> broken = new KeyChain(spans, viewer).before(stored.position(), keys, history);
        Optional<LedgerKey> signer = broken.isPresent() ? Optional.empty() : history.signer(span);
        if (signer.isEmpty()) {
            checks.add(new Check(
                    "key_introduced",
                    Result.FAILS,
                    broken.orElse("no logline_id span before introduces "
                            + span.signature().keyId())));
            unkeyed(checks);
            return;
        }
        LedgerKey key = signer.get();
        checks.add(holds("key_introduced"));
        checks.add(check(
                "key_active_at_append",
                key.status() == LedgerKey.Status.ACTIVE,
                "the key was " + key.status().wire() + " before"));
        checks.add(check("signature", history.holds(span, key), "the signature does not hold"));
        checks.add(check("writer_allowed", history.unwritable(span, key)));
        followed(viewer, span, key.role(), checks);
    }

    private void followed(Viewer viewer, SignedSpan span, LedgerKey.Role signer, List<Check> checks) {
        SpanHeader header = span.header();
        if (header.seq() == 0) {
            checks.add(holds("sequence"));
            checks.add(check("prev_hash", Succession.previous(header, Optional.empty())));
            return;
        }
        Optional<StoredSpan> before = spans.version(viewer, new SpanVersion(header.id(), header.seq() - 1));
        if (before.isEmpty()) {
            for (String name : List.of("sequence", "prev_hash")) {
                checks.add(new Check(name, Result.NOT_VISIBLE, "the version before is not visible to this credential"));
            }
            return;
        }
        StoredSpan stored = before.get();
        checks.add(
                switch (SpanForm.stored(stored.canonical(), stored.payloadHash(), stored.signature())) {
                    case SpanForm.Refused(Problem problem) ->
                        new Check("sequence", Result.FAILS, "the version before: " + problem.detail());
                    case SpanForm.Signed(SignedSpan earlier) ->
                        check(
                                "sequence",
                                Succession.changedForGood(header, earlier.header())
                                        .or(() -> Succession.owner(header, earlier.header(), signer)));
                });
        checks.add(check("prev_hash", Succession.previous(header, Optional.of(stored.payloadHash()))));
    }

    private static void unkeyed(List<Check> checks) {
        unreached(checks, "key_active_at_append", "signature", "writer_allowed", "sequence", "prev_hash");
    }

    private static Check check(String name, Optional<String> fault) {
        return fault.map(detail -> new Check(name, Result.FAILS, detail)).orElseGet(() -> holds(name));
    }

    private static Check check(String name, boolean good, String otherwise) {
        return check(name, good ? Optional.empty() : Optional.of(otherwise));
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
