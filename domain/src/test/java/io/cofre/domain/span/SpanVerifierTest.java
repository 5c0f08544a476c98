package io.cofre.domain.span;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.domain.Code;
import io.cofre.domain.crypto.Base64Url;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.crypto.Hex;
import io.cofre.domain.span.SpanForm.Refused;
import io.cofre.domain.span.SpanForm.Signed;
import io.cofre.domain.span.SpanForm.SignedResult;
import io.cofre.ports.span.CanonicalBytes;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.span.SpanSignature;
import io.cofre.ports.span.VerifiedSpan;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.wallet.WalletId;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SpanVerifierTest {
    private static final SignedSpan SPAN =
            SpanVectors.signedSpan(SpanVectorInputs.good().get(3).json());

    static Stream<Ed25519> engines() {
        return Stream.concat(Stream.of(Ed25519.bouncyCastle()), Ed25519.accp().stream());
    }

    @ParameterizedTest
    @MethodSource("engines")
    void verify_everyGoodVector_isVerifiedAsItIs(Ed25519 engine) {
        SpanVerifier verifier = new SpanVerifier(engine);
        VerifyingKey key = VerifyingKey.of(SpanVectors.publicKey(), engine).orElseThrow();
        for (SpanVectorInputs.Input input : SpanVectorInputs.good()) {
            SignedSpan span = SpanVectors.signedSpan(input.json());

            assertThat(verifier.verify(span, key))
                    .as(input.name())
                    .isInstanceOfSatisfying(SpanVerifier.Result.Verified.class, result -> {
                        VerifiedSpan verified = result.span();
                        assertThat(verified.header()).isEqualTo(span.header());
                        assertThat(verified.canonical()).isEqualTo(span.draft().canonical());
                        assertThat(verified.payloadHash())
                                .isEqualTo(span.draft().payloadHash());
                        assertThat(verified.signature()).isEqualTo(span.signature());
                    });
        }
    }

    @ParameterizedTest
    @MethodSource("engines")
    void verify_everySpoiledSignature_isRefused(Ed25519 engine) {
        VerifyingKey key = VerifyingKey.of(SpanVectors.publicKey(), engine).orElseThrow();
        String good = new String(SpanVectors.givenOut(SpanVectors.signedSpan(SpanVectorInputs.MINIMAL)), UTF_8);
        int verified = 0;
        for (SpanVectorInputs.Input input : SpanVectorInputs.badSigned(good)) {
            if (SpanForm.signed(input.json().getBytes(UTF_8)) instanceof Signed(SignedSpan span)) {
                verified++;
                assertThat(new SpanVerifier(engine).verify(span, key))
                        .as(input.name())
                        .isInstanceOfSatisfying(
                                SpanVerifier.Result.Refused.class,
                                refused ->
                                        assertThat(refused.problem().code()).isEqualTo(Code.LEDGER_SIGNATURE_INVALID));
            }
        }
        assertThat(verified).isEqualTo(6);
    }

    @ParameterizedTest
    @MethodSource("engines")
    void verify_withAnotherKey_isRefused(Ed25519 engine) {
        try (SecretBytes seed = SecretBytes.owning(new byte[32])) {
            VerifyingKey other = VerifyingKey.of(engine.publicKey(seed), engine).orElseThrow();

            assertThat(new SpanVerifier(engine).verify(SPAN, other)).isInstanceOf(SpanVerifier.Result.Refused.class);
        }
    }

    @Test
    void verifyingKey_ofABadPoint_isNone() {
        assertThat(VerifyingKey.of(PublicKey.of(new byte[32]), Ed25519.fastest()))
                .isEmpty();
    }

    @Test
    void twoSpansThatDifferOnlyInside_refuseEachOthersSignature() {
        SignedSpan one = SpanVectors.signedSpan(SpanVectorInputs.good().get(8).json());
        SignedSpan other = SpanVectors.signedSpan(SpanVectorInputs.good().get(9).json());
        VerifyingKey key =
                VerifyingKey.of(SpanVectors.publicKey(), Ed25519.fastest()).orElseThrow();

        assertThat(new SpanVerifier(Ed25519.fastest()).verify(new SignedSpan(one.draft(), other.signature()), key))
                .isInstanceOf(SpanVerifier.Result.Refused.class);
    }

    @Test
    void exported_whatIsGivenOut_isReadBack_evenLargeNumbers() {
        assertThat(SpanForm.exported(SpanVectors.givenOut(SPAN))).isInstanceOfSatisfying(Signed.class, signed -> {
            assertThat(signed.span().draft().canonical()).isEqualTo(SPAN.draft().canonical());
            assertThat(signed.span().signature()).isEqualTo(SPAN.signature());
        });
        assertThat(code(SpanForm.signed(SpanVectors.givenOut(SPAN)))).isEqualTo(Code.LEDGER_MALFORMED);
    }

    @Test
    void stored_whatIsStored_isReadBack_andWhatWasChangedIsNot() {
        SpanDraft draft = SPAN.draft();
        CanonicalBytes spaced = CanonicalBytes.of((draft.canonical().text() + " ").getBytes(UTF_8));
        CanonicalBytes changed = CanonicalBytes.of(
                draft.canonical().text().replace("user:dan", "user:eve").getBytes(UTF_8));
        CanonicalBytes broken = CanonicalBytes.of("{".getBytes(UTF_8));

        assertThat(SpanForm.stored(draft.canonical(), draft.payloadHash(), SPAN.signature()))
                .isInstanceOfSatisfying(
                        Signed.class,
                        signed -> assertThat(signed.span().header()).isEqualTo(SPAN.header()));
        assertThat(code(SpanForm.stored(spaced, draft.payloadHash(), SPAN.signature())))
                .isEqualTo(Code.LEDGER_MALFORMED);
        assertThat(code(SpanForm.stored(changed, draft.payloadHash(), SPAN.signature())))
                .isEqualTo(Code.LEDGER_HASH_MISMATCH);
        assertThat(code(SpanForm.stored(broken, draft.payloadHash(), SPAN.signature())))
                .isEqualTo(Code.LEDGER_MALFORMED);
    }

    @Test
    void stored_signatureOfNoForm_isRefusedByTheVerifier() {
        SpanSignature sig = SPAN.signature();
        SpanSignature upper = new SpanSignature(
                sig.keyId(), sig.kid(), sig.ts(), sig.nonce(), sig.signature().toUpperCase(java.util.Locale.ROOT));
        VerifyingKey key =
                VerifyingKey.of(SpanVectors.publicKey(), Ed25519.fastest()).orElseThrow();

        assertThat(new SpanVerifier(Ed25519.fastest()).verify(new SignedSpan(SPAN.draft(), upper), key))
                .isInstanceOf(SpanVerifier.Result.Refused.class);
    }

    @Test
    void prepare_withABadNonceOrTime_isAnError() {
        SpanDraft draft = SPAN.draft();
        SpanSignature sig = SPAN.signature();

        assertThatThrownBy(() -> SpanSigning.prepare(draft, sig.keyId(), sig.kid(), 1, "AAAA"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SpanSigning.prepare(draft, sig.keyId(), sig.kid(), -1, sig.nonce()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SpanSigning.prepare(draft, sig.keyId(), sig.kid(), 1, sig.nonce())
                        .signed(new byte[63]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Base64Url.decode(SpanSigning.nonce(new Random(1))).orElseThrow())
                .hasSize(16);
    }

    @Test
    void keyedHash_ofOneTextUnderTwoKeys_differs() {
        try (SecretBytes one = SecretBytes.owning(new byte[32]);
                SecretBytes other = SecretBytes.copyOf("whats the Elvish word for friend".getBytes(UTF_8))) {
            assertThat(SpanHash.keyed(one, "hi")).matches("b3k:[0-9a-f]{64}").isNotEqualTo(SpanHash.keyed(other, "hi"));
            assertThat(SpanHash.keyed(one, "hi")).isEqualTo(SpanHash.keyed(one, "hi"));
        }
        assertThat(SpanHash.of(new byte[0]))
                .isEqualTo(new PayloadHash("b3:af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262"));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void keyProof_holdsForItsOwnFactsAlone(Ed25519 engine) {
        WalletId wallet = new WalletId("wlt_acme_dan");
        Kid kid = new Kid("kid_a");
        KeyProof proofs = new KeyProof(engine);
        try (SecretBytes seed = SecretBytes.owning(new byte[32])) {
            PublicKey key = engine.publicKey(seed);
            String proof = Hex.encode(engine.sign(seed, KeyProof.message(wallet, kid, key, 5)));

            assertThat(proofs.holds(wallet, kid, key, 5, proof)).isTrue();
            assertThat(proofs.holds(new WalletId("wlt_acme_eve"), kid, key, 5, proof))
                    .isFalse();
            assertThat(proofs.holds(wallet, new Kid("kid_b"), key, 5, proof)).isFalse();
            assertThat(proofs.holds(wallet, kid, SpanVectors.publicKey(), 5, proof))
                    .isFalse();
            assertThat(proofs.holds(wallet, kid, key, 6, proof)).isFalse();
            assertThat(proofs.holds(wallet, kid, key, Long.MIN_VALUE, proof)).isFalse();
            assertThat(proofs.holds(wallet, kid, key, Long.MAX_VALUE, proof)).isFalse();
            assertThat(proofs.holds(wallet, kid, key, 5, proof.substring(2))).isFalse();
            assertThat(proofs.holds(wallet, kid, key, 5, "x" + proof.substring(1)))
                    .isFalse();
            assertThat(proofs.holds(wallet, kid, PublicKey.of(new byte[32]), 5, proof))
                    .isFalse();
        }
    }

    private static Code code(SignedResult result) {
        return switch (result) {
            case Refused refused -> refused.problem().code();
            case Signed signed -> throw new AssertionError("was taken: " + signed.span());
        };
    }
}
