package io.cofre.domain.span;

import io.cofre.domain.crypto.Base64Url;
import io.cofre.domain.crypto.Hex;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonObject.Member;
import io.cofre.domain.json.JsonValue;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.SpanSignature;
import java.util.List;
import java.util.Optional;

/** Reads the member {@code sig} (spec 03). */
final class SigMembers {
    private static final List<String> NAMES = List.of("alg", "key_id", "kid", "ts", "nonce", "signature");
    private static final int NONCE_BYTES = 16;
    private static final int SIGNATURE_BYTES = 64;

    private SigMembers() {}

    /**
     * The signature; empty where its {@code alg} is a text, but none that is known, and then nothing else is looked at.
     */
    static Optional<SpanSignature> read(JsonValue value) throws Malformed {
        try {
            if (!(value instanceof JsonObject sig)) {
                throw new Malformed("", "must be an object");
            }
            String alg = MemberReader.text(member(sig, "alg"));
            return alg.equals(SpanSignature.ALG) ? Optional.of(known(sig)) : Optional.empty();
        } catch (Malformed inside) {
            throw inside.below("/sig");
        }
    }

    private static SpanSignature known(JsonObject sig) throws Malformed {
        for (Member member : sig.members()) {
            if (!NAMES.contains(member.name())) {
                throw new Malformed(MemberReader.pointer(member), "a signature has no such member");
            }
        }
        return new SpanSignature(
                MemberReader.parsed(
                        member(sig, "key_id"), KeyId::parse, "must be did:logline: and 64 lower-case hex digits"),
                MemberReader.parsed(member(sig, "kid"), Kid::parse, "must be the name of a key"),
                MemberReader.count(member(sig, "ts")),
                MemberReader.parsed(
                        member(sig, "nonce"), SigMembers::nonce, "must be 16 bytes in base64url without padding"),
                MemberReader.parsed(
                        member(sig, "signature"), SigMembers::signature, "must be 128 lower-case hex digits"));
    }

    private static Member member(JsonObject sig, String name) throws Malformed {
        Optional<JsonValue> value = sig.find(name);
        if (value.isEmpty()) {
            throw new Malformed("/" + name, "is required and not there");
        }
        return new Member(name, value.get());
    }

    private static Optional<String> nonce(String text) {
        return Base64Url.decode(text)
                .filter(bytes -> bytes.length == NONCE_BYTES)
                .map(bytes -> text);
    }

    private static Optional<String> signature(String text) {
        return Hex.decode(text).filter(bytes -> bytes.length == SIGNATURE_BYTES).map(bytes -> text);
    }
}
