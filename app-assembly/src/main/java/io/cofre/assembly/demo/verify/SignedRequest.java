package io.cofre.assembly.demo.verify;

import java.util.Map;

/**
 * A request that a key of a wallet signed.
 *
 * @param audience the origin of the service that is called
 * @param pathWithQuery exactly as it is sent
 * @param body empty where there is none
 */
public record SignedRequest(String audience, String method, String pathWithQuery, String body) {
    /** What was signed, before it is made canonical; the headers say what the request does not. */
    String members(Map<String, String> headers) {
        return "{\"aud\":" + Quoted.of(audience)
                + ",\"body_hash\":" + Quoted.of(Text.hash(body))
                + ",\"method\":" + Quoted.of(method)
                + ",\"path_with_query\":" + Quoted.of(pathWithQuery)
                + ",\"alg\":" + quoted(headers, "X-LL-Alg")
                + ",\"key_id\":" + quoted(headers, "X-LL-KeyID")
                + ",\"kid\":" + quoted(headers, "X-LL-KID")
                + ",\"nonce\":" + quoted(headers, "X-LL-Nonce")
                + ",\"ts\":" + headers.getOrDefault("X-LL-TS", "null") + "}";
    }

    private static String quoted(Map<String, String> headers, String name) {
        return Quoted.of(headers.getOrDefault(name, ""));
    }
}
