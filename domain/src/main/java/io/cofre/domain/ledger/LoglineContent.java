package io.cofre.domain.ledger;

import io.cofre.domain.json.JsonLimits;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonParse;
import io.cofre.domain.json.JsonReader;
import io.cofre.domain.json.JsonString;
import io.cofre.domain.span.SpanSigning;
import io.cofre.ports.span.CanonicalBytes;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.span.SpanHeader;
import io.cofre.ports.wallet.WalletId;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the {@code content} of a {@code logline_id} span back (spec 03), so that a ledger can be verified from its
 * spans alone. Pure.
 *
 * @param replaces the former key, where the span names one
 */
record LoglineContent(LedgerKey key, Optional<KeyId> replaces) {
    private static final JsonLimits LIMITS = new JsonLimits(CanonicalBytes.MAX_BYTES, 60);

    /** Empty where the content is not one, or names a key that is not its own. */
    static Optional<LoglineContent> read(SpanHeader header, CanonicalBytes canonical) {
        return header.slices()
                .content()
                .map(slice -> JsonReader.readStored(canonical.bytes(slice), LIMITS))
                .flatMap(parse -> parse instanceof JsonParse.Parsed(JsonObject content)
                        ? read(header, content)
                        : Optional.empty());
    }

    private static Optional<LoglineContent> read(SpanHeader header, JsonObject content) {
        Optional<KeyId> keyId = text(content, "key_id").flatMap(KeyId::parse);
        Optional<PublicKey> publicKey = text(content, "pubkey_hex").flatMap(PublicKey::parse);
        Optional<Kid> kid = text(content, "kid").flatMap(Kid::parse);
        Optional<WalletId> wallet = text(content, "wallet_id").flatMap(WalletId::parse);
        Optional<LedgerKey.Role> role = text(content, "role")
                .flatMap(word -> Stream.of(LedgerKey.Role.values())
                        .filter(known -> known.wire().equals(word))
                        .findFirst());
        Optional<LedgerKey.Status> status = text(content, "status")
                .flatMap(word -> Stream.of(LedgerKey.Status.values())
                        .filter(known -> known.wire().equals(word))
                        .findFirst());
        Optional<KeyId> replaces = text(content, "replaces").flatMap(KeyId::parse);
        boolean whole = keyId.isPresent()
                && publicKey.isPresent()
                && kid.isPresent()
                && wallet.isPresent()
                && role.isPresent()
                && status.isPresent()
                && (content.find("replaces").isEmpty() || replaces.isPresent())
                && SpanSigning.keyId(publicKey.get()).equals(keyId.get())
                && DerivedIds.ofKey(keyId.get()).equals(header.id());
        return whole
                ? Optional.of(new LoglineContent(
                        new LedgerKey(
                                keyId.get(),
                                publicKey.get(),
                                kid.get(),
                                wallet.get(),
                                header.tenant(),
                                header.owner(),
                                role.get(),
                                status.get(),
                                0,
                                Optional.empty()),
                        replaces))
                : Optional.empty();
    }

    private static Optional<String> text(JsonObject content, String name) {
        return content.find(name).filter(JsonString.class::isInstance).map(value -> ((JsonString) value).value());
    }
}
