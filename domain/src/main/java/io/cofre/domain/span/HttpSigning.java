package io.cofre.domain.span;

import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonString;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.SpanSignature;
import java.util.Map;

/** What is signed of an HTTP request (spec 01, "Request signatures"). */
public final class HttpSigning {
    private static final String PURPOSE = "ed25519-blake3-v1.http";

    private HttpSigning() {}

    /**
     * A request as it is signed.
     *
     * @param audience the origin of the called service: {@code https://host[:port]}
     * @param bodyHash of the body's bytes, of none where there is no body: {@link SpanHash#of}
     * @param method in upper case
     * @param nonce 16 random bytes or more, in base64url: {@link SpanSigning#nonce}
     * @param pathWithQuery exactly as it is sent
     * @param ts epoch milliseconds
     */
    public record Request(
            String audience,
            PayloadHash bodyHash,
            KeyId keyId,
            Kid kid,
            String method,
            String nonce,
            String pathWithQuery,
            long ts) {}

    /**
     * The bytes to sign.
     *
     * @throws IllegalArgumentException for a lone surrogate or U+0000 in any text
     */
    public static byte[] message(Request request) {
        return SignedText.of(
                PURPOSE,
                JsonObject.of(Map.of(
                                "alg", JsonString.of(SpanSignature.ALG),
                                "aud", JsonString.of(request.audience()),
                                "body_hash", JsonString.of(request.bodyHash().value()),
                                "key_id", JsonString.of(request.keyId().value()),
                                "kid", JsonString.of(request.kid().value()),
                                "method", JsonString.of(request.method()),
                                "nonce", JsonString.of(request.nonce()),
                                "path_with_query", JsonString.of(request.pathWithQuery())))
                        .with("ts", request.ts()));
    }
}
