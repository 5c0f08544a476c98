package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.ledger.DerivedIds;
import io.cofre.domain.ledger.Refusals;
import io.cofre.domain.ledger.Writers;
import io.cofre.domain.span.SignedSpan;
import io.cofre.domain.span.SpanForm;
import io.cofre.domain.span.SpanVerifier;
import io.cofre.domain.wallet.WalletStates;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.Guard;
import io.cofre.ports.journal.Head;
import io.cofre.ports.journal.Heads;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.Once;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.journal.Refusal;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Keys;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.VerifiedSpan;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@code POST /api/spans} and {@code /batch} (spec 03, "Stage-0's rule for INSERT"). Each span stands or falls alone;
 * all signatures are checked in parallel. Thread-safe.
 */
public final class AppendSpans {
    private final Journal journal;
    private final Heads heads;
    private final Keys keys;
    private final VerifyingKeys verifyingKeys;
    private final SpanVerifier verifier;

    @Inject
    public AppendSpans(Journal journal, Heads heads, Keys keys, VerifyingKeys verifyingKeys, SpanVerifier verifier) {
        this.journal = journal;
        this.heads = heads;
        this.keys = keys;
        this.verifyingKeys = verifyingKeys;
        this.verifier = verifier;
    }

    /** What came of one span. */
    public sealed interface Appended {
        /** It is in the ledger now. */
        record Fresh(Receipt receipt) implements Appended {}

        /** It was there already; its first receipt. */
        record Standing(Receipt receipt) implements Appended {}

        /** The same request has put it there before. */
        record Repeated(Receipt receipt) implements Appended {}

        record Refused(Problem problem) implements Appended {}
    }

    /**
     * Appends spans, one answer each, in order; a later one sees the earlier.
     *
     * @param spans 1 to 1,000, each the JSON text of one signed span as it was sent
     * @param once the request's record, which the first span that is accepted leaves; for more than one span
     *     {@link Once.Answer.BySpan}
     */
    public List<Appended> append(Principal principal, List<byte[]> spans, Optional<Once> once) {
        List<SpanForm.SignedResult> forms = IntStream.range(0, spans.size())
                .parallel()
                .mapToObj(i -> SpanForm.signed(spans.get(i)))
                .toList();
        List<SignedSpan> signed = forms.stream()
                .filter(SpanForm.Signed.class::isInstance)
                .map(form -> ((SpanForm.Signed) form).span())
                .toList();
        Known known = known(signed);
        List<Judged> judged = forms.parallelStream()
                .map(form -> switch (form) {
                    case SpanForm.Refused(Problem problem) -> new Judged.Done(new Appended.Refused(problem));
                    case SpanForm.Signed(SignedSpan span) -> judge(principal, span, known);
                })
                .toList();
        return commit(judged, once);
    }

    private sealed interface Judged {
        record Done(Appended appended) implements Judged {}

        /** Goes to the journal, as long as the signer's wallet serves. */
        record Good(VerifiedSpan span, LedgerKey signer) implements Judged {}
    }

    private record Known(Map<SpanId, Head> heads, Map<SpanVersion, Receipt> receipts, Map<KeyId, LedgerKey> keys) {}

    private Known known(List<SignedSpan> spans) {
        if (spans.isEmpty()) {
            return new Known(Map.of(), Map.of(), Map.of());
        }
        return new Known(
                heads.find(spans.stream()
                        .map(span -> span.header().id())
                        .distinct()
                        .toList()),
                heads.receipts(spans.stream()
                        .map(span -> span.header().version())
                        .distinct()
                        .toList()),
                keys.find(spans.stream()
                        .map(span -> span.signature().keyId())
                        .distinct()
                        .toList()));
    }

    /** Steps 2 to 5; the journal judges 2, 3, 6 and 7 again at the ledger's own time. */
    private Judged judge(Principal principal, SignedSpan span, Known known) {
        Optional<Receipt> standing =
                Optional.ofNullable(known.receipts().get(span.header().version()));
        Optional<Head> head =
                Optional.ofNullable(known.heads().get(span.header().id()));
        boolean foreign = head.filter(
                        found -> !found.tenant().equals(span.header().tenant())
                                || !found.tenant().equals(principal.tenant()))
                .isPresent();
        if (foreign || standing.isPresent()) {
            return !foreign && standing.get().payloadHash().equals(span.draft().payloadHash())
                    ? new Judged.Done(new Appended.Standing(standing.get()))
                    : refused(Refusals.problem(
                            new Refusal.VersionTaken(span.header().version())));
        }
        LedgerKey key = known.keys().get(span.signature().keyId());
        if (key == null) {
            return refused(
                    Refusals.problem(new Refusal.KeyUnknown(span.signature().keyId())));
        }
        if (key.status() != LedgerKey.Status.ACTIVE) {
            return refused(Refusals.problem(new Refusal.KeyInactive(key.keyId())));
        }
        Optional<SpanVerifier.Result> verified = verifyingKeys.of(key).map(checked -> verifier.verify(span, checked));
        if (!(verified.orElse(null) instanceof SpanVerifier.Result.Verified(VerifiedSpan good))) {
            return refused(Problem.of(
                            Code.LEDGER_SIGNATURE_INVALID,
                            "sig.signature is not this key's over this payload_hash, kid, ts and nonce.")
                    .with("pointer", "/sig/signature"));
        }
        if (!key.kid().equals(span.signature().kid())) {
            return refused(Problem.of(Code.LEDGER_SIGNATURE_INVALID, "sig.kid is not the name of this key.")
                    .with("pointer", "/sig/kid"));
        }
        if (!span.header().tenant().equals(principal.tenant())) {
            return refused(Problem.of(Code.LEDGER_NOT_OWNER, "The span belongs to another tenant than this credential.")
                    .with("pointer", "/tenant_id"));
        }
        return Refusals.problem(Writers.judge(key, span.header(), Writers.Way.OPEN))
                .map(AppendSpans::refused)
                .orElseGet(() -> new Judged.Good(good, key));
    }

    private static Judged refused(Problem problem) {
        return new Judged.Done(new Appended.Refused(problem));
    }

    private List<Appended> commit(List<Judged> judged, Optional<Once> once) {
        List<Change> changes = new ArrayList<>();
        for (Judged one : judged) {
            if (one instanceof Judged.Good(VerifiedSpan span, LedgerKey signer)) {
                changes.add(new Change(List.of(span), serving(signer), List.of(), once));
            }
        }
        List<Outcome> outcomes = changes.isEmpty() ? List.of() : journal.commit(changes);
        List<Appended> answers = new ArrayList<>(judged.size());
        int next = 0;
        for (Judged one : judged) {
            answers.add(
                    switch (one) {
                        case Judged.Done(Appended done) -> done;
                        case Judged.Good good -> answer(outcomes.get(next++), good.signer());
                    });
        }
        return answers;
    }

    /** A wallet's keys stop with it, whoever brings their spans (spec 02); the service's own wallets never do. */
    private static List<Guard> serving(LedgerKey signer) {
        return signer.role() == LedgerKey.Role.WALLET || signer.role() == LedgerKey.Role.DEVICE
                ? List.of(new Guard.InState(DerivedIds.ofWallet(signer.wallet()), WalletStates.SERVING))
                : List.of();
    }

    private static Appended answer(Outcome outcome, LedgerKey signer) {
        return switch (outcome) {
            case Outcome.Accepted(List<Receipt> receipts) -> new Appended.Fresh(receipts.getFirst());
            case Outcome.Replayed(List<Receipt> receipts, Optional<Once.Answer> answer) ->
                answer.isPresent()
                        ? new Appended.Repeated(receipts.getFirst())
                        : new Appended.Standing(receipts.getFirst());
            case Outcome.Refused(Refusal.NotInState state) ->
                new Appended.Refused(WalletStates.stopped(signer.wallet(), state.found()));
            case Outcome.Refused refused -> new Appended.Refused(Refusals.problem(refused.why()));
        };
    }
}
