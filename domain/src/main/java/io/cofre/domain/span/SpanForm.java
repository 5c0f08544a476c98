package io.cofre.domain.span;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.domain.json.Canonical;
import io.cofre.domain.json.JsonArray;
import io.cofre.domain.json.JsonFault;
import io.cofre.domain.json.JsonLimits;
import io.cofre.domain.json.JsonNull;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonObject.Member;
import io.cofre.domain.json.JsonParse;
import io.cofre.domain.json.JsonPointer;
import io.cofre.domain.json.JsonReader;
import io.cofre.domain.json.JsonValue;
import io.cofre.ports.span.CanonicalBytes;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.SpanSignature;
import java.util.List;
import java.util.Optional;

/**
 * What makes JSON a span (spec 03, "The span" and step 1 of Stage-0's rule): the members, their types and bounds, at
 * most 60 deep and 256 KiB in canonical form. A span is read once: the header, the canonical bytes and their hash come
 * out together. An optional member that is {@code null} counts as not given, and stays in the canonical bytes.
 *
 * <p>Refusals: {@code ledger.malformed} with a JSON pointer; then {@code ledger.unsigned} without {@code sig};
 * {@code ledger.hash_mismatch} where {@code payload_hash} is not that of the canonical bytes;
 * {@code ledger.alg_unknown}. In this order.
 */
public final class SpanForm {
    /** Objects and arrays around the innermost value, the span itself among them. */
    public static final int MAX_DEPTH = 60;

    /** White space and escapes make a text longer than its canonical form, but not without end. */
    private static final JsonLimits LIMITS = new JsonLimits(4 * CanonicalBytes.MAX_BYTES, MAX_DEPTH);

    private static final String SIG = "sig";
    private static final String PAYLOAD_HASH = "payload_hash";

    private SpanForm() {}

    /** What reading an unsigned span gives. */
    public sealed interface DraftResult permits Drafted, Refused {}

    /** What reading a signed span gives. */
    public sealed interface SignedResult permits Signed, Refused {}

    public record Drafted(SpanDraft draft) implements DraftResult {}

    public record Signed(SignedSpan span) implements SignedResult {}

    /** Why it is none. */
    public record Refused(Problem problem) implements DraftResult, SignedResult {}

    /**
     * Reads a span that is to be signed; one with {@code sig} or {@code payload_hash} is {@code ledger.already_signed}.
     */
    public static DraftResult draft(byte[] json) {
        return switch (JsonReader.read(json, LIMITS)) {
            case JsonParse.Parsed(JsonObject span) -> draft(span, true);
            case JsonParse.Parsed(JsonValue other) -> new Refused(noObject());
            case JsonParse.Refused(JsonFault fault) -> new Refused(malformed(fault));
        };
    }

    /** The same for a span inside a document that was read already. */
    public static DraftResult draft(JsonObject span) {
        return draft(span, false);
    }

    private static DraftResult draft(JsonObject span, boolean depthIsKnown) {
        for (String name : List.of(SIG, PAYLOAD_HASH)) {
            if (span.find(name).isPresent()) {
                return new Refused(
                        Problem.of(Code.LEDGER_ALREADY_SIGNED, "A span to be signed has no " + name + "; leave it out.")
                                .with("pointer", "/" + name));
            }
        }
        try {
            return new Drafted(wellFormed(span, depthIsKnown));
        } catch (Malformed fault) {
            return new Refused(fault.problem());
        }
    }

    /** Reads a signed span as its sender wrote it. */
    public static SignedResult signed(byte[] json) {
        return signed(JsonReader.read(json, LIMITS));
    }

    /** The same for a span inside a document that was read already. */
    public static SignedResult signed(JsonObject span) {
        return signed(span, false);
    }

    /**
     * Reads a signed span as the ledger gives it out ({@link SpanText}): there a double such as 1e20 stands as an
     * integer literal that no sender may write.
     */
    public static SignedResult exported(byte[] json) {
        return signed(JsonReader.readStored(json, LIMITS));
    }

    private static SignedResult signed(JsonParse parse) {
        return switch (parse) {
            case JsonParse.Parsed(JsonObject span) -> signed(span, true);
            case JsonParse.Parsed(JsonValue other) -> new Refused(noObject());
            case JsonParse.Refused(JsonFault fault) -> new Refused(malformed(fault));
        };
    }

    private static SignedResult signed(JsonObject span, boolean depthIsKnown) {
        try {
            SpanDraft draft = wellFormed(span.without(SIG, PAYLOAD_HASH), depthIsKnown);
            Optional<JsonValue> sig = span.find(SIG).filter(value -> value != JsonNull.NULL);
            if (sig.isEmpty()) {
                return new Refused(
                        Problem.of(Code.LEDGER_UNSIGNED, "The span has no sig; sign it first (POST /wallet/sign/span).")
                                .with("pointer", "/" + SIG));
            }
            Optional<SpanSignature> signature = SigMembers.read(sig.get());
            PayloadHash claimed = claimedHash(span);
            return matched(draft, claimed, signature);
        } catch (Malformed fault) {
            return new Refused(fault.problem());
        }
    }

    private static SignedResult matched(SpanDraft draft, PayloadHash claimed, Optional<SpanSignature> signature) {
        if (!claimed.equals(draft.payloadHash())) {
            return new Refused(Problem.of(
                            Code.LEDGER_HASH_MISMATCH,
                            "payload_hash is not the hash of this span's canonical form, which is "
                                    + draft.payloadHash() + "; hash and sign what is sent.")
                    .with("pointer", "/" + PAYLOAD_HASH));
        }
        return signature
                .<SignedResult>map(sig -> new Signed(new SignedSpan(draft, sig)))
                .orElseGet(() -> new Refused(Problem.of(
                                Code.LEDGER_ALG_UNKNOWN,
                                "sig.alg is none that is known here; it must be " + SpanSignature.ALG + ".")
                        .with("pointer", "/sig/alg")));
    }

    /**
     * Reads a span back from what is stored of it. Refused where the bytes are not canonical or not a span
     * ({@code ledger.malformed}), or not those of the hash ({@code ledger.hash_mismatch}): then the store was changed.
     */
    public static SignedResult stored(CanonicalBytes canonical, PayloadHash payloadHash, SpanSignature signature) {
        byte[] bytes = canonical.bytes();
        return switch (JsonReader.readStored(bytes, LIMITS)) {
            case JsonParse.Parsed(JsonObject span) -> {
                try {
                    SpanDraft draft = wellFormed(span, true);
                    yield draft.canonical().equals(canonical)
                            ? matched(draft, payloadHash, Optional.of(signature))
                            : new Refused(new Malformed("", "the stored bytes are not in canonical form").problem());
                } catch (Malformed fault) {
                    yield new Refused(fault.problem());
                }
            }
            case JsonParse.Parsed(JsonValue other) -> new Refused(noObject());
            case JsonParse.Refused(JsonFault fault) -> new Refused(malformed(fault));
        };
    }

    private static PayloadHash claimedHash(JsonObject span) throws Malformed {
        Optional<JsonValue> claimed = span.find(PAYLOAD_HASH);
        if (claimed.isEmpty()) {
            throw new Malformed("/" + PAYLOAD_HASH, "is required and not there");
        }
        return MemberReader.parsed(
                claimed.get(), "/" + PAYLOAD_HASH, PayloadHash::parse, "must be b3: and 64 lower-case hex digits");
    }

    private static SpanDraft wellFormed(JsonObject span, boolean depthIsKnown) throws Malformed {
        if (!depthIsKnown) {
            Optional<String> tooDeep = belowDepth(span, MAX_DEPTH);
            if (tooDeep.isPresent()) {
                throw new Malformed(tooDeep.get(), "objects and arrays stand more than " + MAX_DEPTH + " deep");
            }
        }
        SpanMembers members = SpanMembers.read(span);
        Canonical.Sliced sliced = Canonical.sliced(span, SpanMembers.ANY_JSON);
        if (sliced.bytes().length > CanonicalBytes.MAX_BYTES) {
            throw new Malformed(
                    "",
                    "the span has " + sliced.bytes().length + " bytes in canonical form; at most "
                            + CanonicalBytes.MAX_BYTES);
        }
        return new SpanDraft(members.header(sliced), CanonicalBytes.of(sliced.bytes()), SpanHash.of(sliced.bytes()));
    }

    /** The pointer of the first object or array that stands deeper than allowed. */
    private static Optional<String> belowDepth(JsonValue value, int left) {
        switch (value) {
            case JsonObject object -> {
                if (left == 0) {
                    return Optional.of("");
                }
                for (Member member : object.members()) {
                    Optional<String> inside = belowDepth(member.value(), left - 1);
                    if (inside.isPresent()) {
                        return Optional.of(MemberReader.pointer(member) + inside.get());
                    }
                }
            }
            case JsonArray array -> {
                if (left == 0) {
                    return Optional.of("");
                }
                for (int i = 0; i < array.items().size(); i++) {
                    Optional<String> inside = belowDepth(array.items().get(i), left - 1);
                    if (inside.isPresent()) {
                        return Optional.of(JsonPointer.child("", i) + inside.get());
                    }
                }
            }
            default -> {}
        }
        return Optional.empty();
    }

    private static Problem noObject() {
        return new Malformed("", "a span is a JSON object").problem();
    }

    private static Problem malformed(JsonFault fault) {
        return new Malformed(fault.pointer(), fault.message()).problem();
    }
}
