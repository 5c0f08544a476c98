package io.cofre.domain.span;

import io.cofre.domain.json.Canonical;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonString;
import io.cofre.ports.span.CanonicalBytes;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.SpanSignature;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A span as it is given out: its canonical bytes as they are, with {@code payload_hash} and {@code sig} behind the last
 * member.
 */
public final class SpanText {
    private SpanText() {}

    /** One JSON object without white space; taking the two members out again leaves the canonical bytes. */
    public static byte[] of(CanonicalBytes canonical, PayloadHash payloadHash, SpanSignature signature) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(canonical.length() + 512);
        text.write(canonical.bytes(), 0, canonical.length() - 1);
        text.writeBytes((",\"payload_hash\":\"" + payloadHash + "\",\"sig\":").getBytes(StandardCharsets.US_ASCII));
        text.writeBytes(Canonical.bytes(sig(signature)));
        text.write('}');
        return text.toByteArray();
    }

    /** The member {@code sig}. */
    public static JsonObject sig(SpanSignature signature) {
        return JsonObject.of(Map.of(
                        "alg", JsonString.of(SpanSignature.ALG),
                        "key_id", JsonString.of(signature.keyId().value()),
                        "kid", JsonString.of(signature.kid().value()),
                        "nonce", JsonString.of(signature.nonce()),
                        "signature", JsonString.of(signature.signature())))
                .with("ts", signature.ts());
    }
}
