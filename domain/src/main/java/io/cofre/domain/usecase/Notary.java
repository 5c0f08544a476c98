package io.cofre.domain.usecase;

import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.json.JsonNumber;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonString;
import io.cofre.domain.ledger.Drafts;
import io.cofre.domain.ledger.Writers;
import io.cofre.domain.span.SignedSpan;
import io.cofre.domain.span.SpanDraft;
import io.cofre.domain.span.SpanForm;
import io.cofre.domain.span.SpanSigning;
import io.cofre.domain.span.SpanVerifier;
import io.cofre.ports.PortFailure;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.SpanId;
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
        /** From its two members alone: the whole is read once, when it is signed. */
        SpanVersion version() {
            if (span.find("id").orElse(null) instanceof JsonString id
                    && span.find("seq").orElse(null) instanceof JsonNumber seq
                    && seq.integer().isPresent()) {
                return new SpanVersion(SpanId.of(id.value()), seq.integer().getAsLong());
            }
            throw new IllegalStateException("a use case made a span without id or seq");
        }

        private SpanDraft read() {
            return switch (SpanForm.draft(span)) {
                case SpanForm.Drafted(SpanDraft draft) -> draft;
                case SpanForm.Refused(Problem problem) ->
                    throw new IllegalStateException("a use case made a span that is none: " + problem.detail() + " at "
                            + problem.members().get("pointer"));
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
        LedgerKey key = draft.by().key();
        SpanDraft span = draft.read();
        if (!(Writers.judge(key, span.header(), Writers.Way.USE_CASE) instanceof Writers.Writing.Allowed)) {
            throw new IllegalStateException("a use case had " + key.role() + " sign a span of type "
                    + span.header().entityType());
        }
        return SpanSigning.prepare(span, key.keyId(), key.kid(), clock.millis(), SpanSigning.nonce(random));
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
