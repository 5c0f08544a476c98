package io.cofre.domain.usecase;

import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.ledger.Drafts;
import io.cofre.domain.ledger.Writers;
import io.cofre.domain.span.SignedSpan;
import io.cofre.domain.span.SpanForm;
import io.cofre.domain.span.SpanSigning;
import io.cofre.domain.span.SpanVerifier;
import io.cofre.ports.PortFailure;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.VerifiedSpan;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.vault.SecretRef;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Has the vault sign the spans that use cases leave, and verifies each before it goes to the journal: a vault that
 * signs wrongly is found here, not in the ledger. Thread-safe.
 */
public final class Notary {
    private final KeyVault vault;
    private final SpanVerifier verifier;
    private final VerifyingKeys keys;
    private final InstantSource clock;
    private final RandomGenerator random;

    /**
     * Makes the notary.
     *
     * @param random a cryptographic generator in production
     */
    @Inject
    public Notary(
            KeyVault vault, SpanVerifier verifier, VerifyingKeys keys, InstantSource clock, RandomGenerator random) {
        this.vault = vault;
        this.verifier = verifier;
        this.keys = keys;
        this.clock = clock;
        this.random = random;
    }

    /** An unsigned span, and who is to sign it. */
    record Draft(JsonObject span, Signer by) {
        SpanVersion version() {
            return switch (SpanForm.draft(span)) {
                case SpanForm.Drafted drafted -> drafted.draft().header().version();
                case SpanForm.Refused(Problem problem) ->
                    throw new IllegalStateException("a use case made a span that is none: " + problem.detail());
            };
        }
    }

    /** Signs what a request causes; what its sender claims to be goes into each span (spec 01, {@code X-User-Id}). */
    List<VerifiedSpan> sign(Principal cause, List<Draft> drafts) {
        Optional<String> claimed = cause.claimedUser();
        return signUnasked(
                claimed.isEmpty()
                        ? drafts
                        : drafts.stream()
                                .map(draft -> new Draft(Drafts.claimed(draft.span(), claimed.get()), draft.by()))
                                .toList());
    }

    /** Signs what the service does by itself. All, one call of the vault a key; in the order given. */
    List<VerifiedSpan> signUnasked(List<Draft> drafts) {
        List<SpanSigning.Pending> pending = new ArrayList<>(drafts.size());
        Map<SecretRef, List<Integer>> bySecret = new LinkedHashMap<>();
        for (Draft draft : drafts) {
            bySecret.computeIfAbsent(draft.by().secret(), ref -> new ArrayList<>())
                    .add(pending.size());
            pending.add(prepare(draft));
        }
        VerifiedSpan[] signed = new VerifiedSpan[drafts.size()];
        bySecret.forEach((ref, places) -> {
            List<byte[]> signatures = vault.sign(
                    ref,
                    places.stream().map(place -> pending.get(place).message()).toList());
            for (int i = 0; i < places.size(); i++) {
                int place = places.get(i);
                signed[place] = verified(
                        pending.get(place).signed(signatures.get(i)),
                        drafts.get(place).by());
            }
        });
        return List.of(signed);
    }

    private SpanSigning.Pending prepare(Draft draft) {
        return switch (SpanForm.draft(draft.span())) {
            case SpanForm.Refused(Problem problem) ->
                throw new IllegalStateException("a use case made a span that is none: " + problem.detail() + " at "
                        + problem.members().get("pointer"));
            case SpanForm.Drafted drafted -> {
                if (!(Writers.judge(draft.by().key(), drafted.draft().header(), Writers.Way.USE_CASE)
                        instanceof Writers.Writing.Allowed)) {
                    throw new IllegalStateException("a use case had "
                            + draft.by().key().role() + " sign a span of type "
                            + drafted.draft().header().entityType());
                }
                yield SpanSigning.prepare(
                        drafted.draft(),
                        draft.by().key().keyId(),
                        draft.by().key().kid(),
                        clock.millis(),
                        SpanSigning.nonce(random));
            }
        };
    }

    private VerifiedSpan verified(SignedSpan span, Signer by) {
        SpanVerifier.Result result = keys.of(by.key())
                .map(key -> verifier.verify(span, key))
                .orElseThrow(() -> new PortFailure.Corrupt("Key " + by.key().keyId() + " can verify nothing."));
        return switch (result) {
            case SpanVerifier.Result.Verified(VerifiedSpan good) -> good;
            case SpanVerifier.Result.Refused ignored ->
                throw new PortFailure.Corrupt(
                        "The vault's signature with key " + by.key().kid() + " of wallet "
                                + by.key().wallet() + " does not hold; its secret is not the one that was registered.");
        };
    }
}
