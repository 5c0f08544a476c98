package io.cofre.domain.span;

import io.cofre.domain.crypto.Base64Url;
import io.cofre.domain.crypto.Blake3;
import io.cofre.domain.crypto.Hex;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonString;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.span.SpanSignature;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** What is signed of a span, and how a signature joins it (spec 03, "Canonical form, hash, signature"). */
public final class SpanSigning {
    private static final String PURPOSE = "ed25519-blake3-v1.span";
    private static final int NONCE_BYTES = 16;
    private static final int SIGNATURE_BYTES = 64;

    private SpanSigning() {}

    /** The name of a public key: {@code did:logline:} and the hex of BLAKE3-256 over its 32 bytes. */
    public static KeyId keyId(PublicKey key) {
        return new KeyId("did:logline:" + Hex.encode(Blake3.hash(key.bytes())));
    }

    /**
     * 16 random bytes in base64url.
     *
     * @param random a cryptographic generator in production
     */
    public static String nonce(RandomGenerator random) {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return Base64Url.encode(bytes);
    }

    /**
     * Makes ready what a key must sign.
     *
     * @param ts the signer's time in epoch milliseconds
     * @param nonce as {@link #nonce} makes it
     * @throws IllegalArgumentException for a nonce of another form or a negative time
     */
    public static Pending prepare(SpanDraft draft, KeyId keyId, Kid kid, long ts, String nonce) {
        boolean goodNonce = Base64Url.decode(nonce)
                .filter(bytes -> bytes.length == NONCE_BYTES)
                .isPresent();
        if (!goodNonce || ts < 0) {
            throw new IllegalArgumentException("a signature needs a nonce of 16 bytes and a time from 1970 on");
        }
        return new Pending(draft, keyId, kid, ts, nonce);
    }

    /**
     * {@link #prepare} and {@link Pending#signed} in one, where the key is at hand.
     *
     * @param sign message to 64 bytes
     */
    public static SignedSpan sign(
            SpanDraft draft, KeyId keyId, Kid kid, long ts, String nonce, UnaryOperator<byte[]> sign) {
        Pending pending = prepare(draft, keyId, kid, ts, nonce);
        return pending.signed(sign.apply(pending.message()));
    }

    /** A span that waits for its signature. Immutable. */
    public static final class Pending {
        private final SpanDraft draft;
        private final KeyId keyId;
        private final Kid kid;
        private final long ts;
        private final String nonce;

        private Pending(SpanDraft draft, KeyId keyId, Kid kid, long ts, String nonce) {
            this.draft = draft;
            this.keyId = keyId;
            this.kid = kid;
            this.ts = ts;
            this.nonce = nonce;
        }

        public SpanDraft draft() {
            return draft;
        }

        /** The bytes to sign. */
        public byte[] message() {
            return SpanSigning.message(keyId, kid, ts, nonce, draft.payloadHash());
        }

        /**
         * The span with its signature, which is not looked at here.
         *
         * @throws IllegalArgumentException for any length but 64
         */
        public SignedSpan signed(byte[] signature) {
            if (signature.length != SIGNATURE_BYTES) {
                throw new IllegalArgumentException("an Ed25519 signature has 64 bytes, not " + signature.length);
            }
            return new SignedSpan(draft, new SpanSignature(keyId, kid, ts, nonce, Hex.encode(signature)));
        }
    }

    /** The bytes that a span's signature must be over. */
    static byte[] message(SignedSpan span) {
        SpanSignature sig = span.signature();
        return message(
                sig.keyId(), sig.kid(), sig.ts(), sig.nonce(), span.draft().payloadHash());
    }

    private static byte[] message(KeyId keyId, Kid kid, long ts, String nonce, PayloadHash payloadHash) {
        return SignedText.of(
                PURPOSE,
                JsonObject.of(Map.of(
                                "alg", JsonString.of(SpanSignature.ALG),
                                "key_id", JsonString.of(keyId.value()),
                                "kid", JsonString.of(kid.value()),
                                "nonce", JsonString.of(nonce),
                                "payload_hash", JsonString.of(payloadHash.value())))
                        .with("ts", ts));
    }
}
