package io.cofre.ports.span;

/**
 * The member {@code sig} of a span (spec 03). Only its form is sure here; whether it holds is for {@code domain.span}
 * to say.
 *
 * @param keyId which key signed
 * @param kid the key's name in its wallet, as signed
 * @param ts when it was signed by the signer's clock, in epoch milliseconds
 * @param nonce 16 random bytes in unpadded base64url: 22 characters
 * @param signature 128 lower-case hex digits
 */
public record SpanSignature(KeyId keyId, Kid kid, long ts, String nonce, String signature) {
    /** The only algorithm there is: Ed25519 over BLAKE3. */
    public static final String ALG = "ed25519-blake3-v1";
}
