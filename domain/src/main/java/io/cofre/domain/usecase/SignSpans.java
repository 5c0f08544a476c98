package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Reply;
import io.cofre.domain.ledger.Refusals;
import io.cofre.domain.ledger.Writers;
import io.cofre.domain.span.SignedSpan;
import io.cofre.domain.span.SpanDraft;
import io.cofre.domain.span.SpanForm;
import io.cofre.domain.span.SpanSigning;
import io.cofre.domain.wallet.KeyChoice;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.SpanSignature;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletItem;
import io.cofre.ports.wallet.Wallets;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * {@code POST /wallet/sign/span} and {@code /spans} (spec 02): signs what it is given or refuses; writes nothing.
 * Thread-safe.
 */
public final class SignSpans {
    private final Wallets wallets;
    private final KeyVault vault;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * Makes the use case.
     *
     * @param random a cryptographic generator in production
     */
    @Inject
    public SignSpans(Wallets wallets, KeyVault vault, InstantSource clock, RandomGenerator random) {
        this.wallets = wallets;
        this.vault = vault;
        this.clock = clock;
        this.random = random;
    }

    /** A signature, to be put into the span as {@code payload_hash} and {@code sig}. */
    public record Signed(PayloadHash payloadHash, SpanSignature signature) {}

    /**
     * Signs each span with one key; one answer each, in order.
     *
     * @param spans 1 to 1,000, each the JSON text of one span as it was sent
     */
    public List<Reply<Signed>> sign(Principal principal, Kid kid, List<byte[]> spans) {
        Optional<Wallet> wallet = wallets.find(principal.wallet());
        KeyChoice<WalletItem.Ed25519> choice = wallet.map(found -> KeyChoice.signing(found, kid, "sign.span"))
                .orElseGet(() -> new KeyChoice.Refused<>(
                        Problem.of(Code.WALLET_UNKNOWN, "There is no wallet " + principal.wallet() + ".")));
        return switch (choice) {
            case KeyChoice.Refused<WalletItem.Ed25519>(Problem problem) ->
                spans.stream().map(span -> Reply.<Signed>refused(problem)).toList();
            case KeyChoice.Chosen<WalletItem.Ed25519>(WalletItem.Ed25519 key) ->
                sign(Signer.of(wallet.orElseThrow(), key, LedgerKey.Role.WALLET), spans);
        };
    }

    private List<Reply<Signed>> sign(Signer signer, List<byte[]> spans) {
        List<Optional<Problem>> refusals = new ArrayList<>(spans.size());
        List<SpanSigning.Pending> pending = new ArrayList<>(spans.size());
        for (byte[] span : spans) {
            switch (SpanForm.draft(span)) {
                case SpanForm.Refused(Problem problem) -> refusals.add(Optional.of(problem));
                case SpanForm.Drafted(SpanDraft draft) -> {
                    Optional<Problem> refusal = refusal(signer.key(), draft);
                    refusals.add(refusal);
                    if (refusal.isEmpty()) {
                        pending.add(SpanSigning.prepare(
                                draft,
                                signer.key().keyId(),
                                signer.key().kid(),
                                clock.millis(),
                                SpanSigning.nonce(random)));
                    }
                }
            }
        }
        List<byte[]> signatures = pending.isEmpty()
                ? List.of()
                : vault.sign(
                        signer.secret(),
                        pending.stream().map(SpanSigning.Pending::message).toList());
        List<Reply<Signed>> replies = new ArrayList<>(spans.size());
        int next = 0;
        for (Optional<Problem> refusal : refusals) {
            if (refusal.isPresent()) {
                replies.add(Reply.refused(refusal.get()));
            } else {
                SignedSpan signed = pending.get(next).signed(signatures.get(next));
                next++;
                replies.add(Reply.done(new Signed(signed.draft().payloadHash(), signed.signature())));
            }
        }
        return replies;
    }

    private static Optional<Problem> refusal(LedgerKey key, SpanDraft draft) {
        return Refusals.problem(Writers.judge(key, draft.header(), Writers.Way.OPEN));
    }
}
