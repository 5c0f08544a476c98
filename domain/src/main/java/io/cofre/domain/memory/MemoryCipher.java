package io.cofre.domain.memory;

import io.cofre.domain.crypto.Aes256Gcm;
import io.cofre.domain.crypto.Base64Url;
import io.cofre.domain.json.Canonical;
import io.cofre.domain.json.JsonArray;
import io.cofre.domain.json.JsonLimits;
import io.cofre.domain.json.JsonNull;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonParse;
import io.cofre.domain.json.JsonReader;
import io.cofre.domain.json.JsonString;
import io.cofre.domain.json.JsonValue;
import io.cofre.ports.span.CanonicalBytes;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.vault.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How a memory's content is encrypted in its span (spec 04, "Memory"): AES-256-GCM (NIST SP 800-38D) under a key of its
 * own, bound to the span's id, version, owner and tenant, so that destroying the key forgets the memory while the
 * ledger keeps its span. Pure.
 */
public final class MemoryCipher {
    private static final String ASSOCIATED = "cofre.memory.v1\n";
    private static final String WRAPPING = "cofre.content-key.v1\n";
    private static final String ALGORITHM = "A256GCM";
    private static final int WRAPPED_BYTES = Aes256Gcm.NONCE_BYTES + Aes256Gcm.KEY_BYTES + Aes256Gcm.TAG_BYTES;
    private static final int MEMBERS = 3;
    private static final JsonLimits LIMITS = new JsonLimits(CanonicalBytes.MAX_BYTES, 64);

    private MemoryCipher() {}

    /** What is encrypted. */
    public record Plain(String content, Optional<String> session, List<String> tags) {
        public Plain {
            tags = List.copyOf(tags);
        }
    }

    /**
     * The member {@code content} of the span.
     *
     * @param key 32 bytes, used for nothing else
     * @param nonce 12 bytes
     */
    public static JsonObject seal(
            SecretBytes key, byte[] nonce, SpanVersion version, TenantId tenant, OwnerId owner, Plain plain) {
        JsonObject text = JsonObject.EMPTY
                .with("content", plain.content())
                .with(
                        "session_id",
                        plain.session().<JsonValue>map(JsonString::of).orElse(JsonNull.NULL))
                .with(
                        "tags",
                        new JsonArray(plain.tags().stream()
                                .map(tag -> (JsonValue) JsonString.of(tag))
                                .toList()));
        byte[] sealed =
                Aes256Gcm.seal(key, nonce, Canonical.bytes(text), associated(ASSOCIATED, version, tenant, owner));
        return JsonObject.EMPTY
                .with("enc", ALGORITHM)
                .with("iv", Base64Url.encode(nonce))
                .with("ct", Base64Url.encode(sealed));
    }

    /**
     * What stands encrypted in a span; empty where key, version, tenant, owner or content are not those it was sealed
     * with. More or fewer members than {@link #seal} writes, or another spelling of base64url, is another content.
     *
     * @param key 32 bytes
     * @param span the canonical bytes of a {@code memory} span
     */
    public static Optional<Plain> open(
            SecretBytes key, SpanVersion version, TenantId tenant, OwnerId owner, CanonicalBytes span) {
        return object(span.bytes())
                .flatMap(whole -> whole.find("content"))
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .filter(content ->
                        content.size() == MEMBERS && text(content, "enc").equals(Optional.of(ALGORITHM)))
                .flatMap(content -> opened(key, content, associated(ASSOCIATED, version, tenant, owner)))
                .flatMap(MemoryCipher::plain);
    }

    private static Optional<byte[]> opened(SecretBytes key, JsonObject content, byte[] associated) {
        Optional<byte[]> nonce =
                text(content, "iv").flatMap(Base64Url::decode).filter(bytes -> bytes.length == Aes256Gcm.NONCE_BYTES);
        Optional<byte[]> sealed = text(content, "ct").flatMap(Base64Url::decode);
        return nonce.flatMap(iv -> sealed.flatMap(bytes -> Aes256Gcm.open(key, iv, bytes, associated)));
    }

    private static Optional<Plain> plain(byte[] bytes) {
        Optional<JsonObject> object = object(bytes).filter(plain -> plain.size() == MEMBERS);
        Optional<String> content = object.flatMap(plain -> text(plain, "content"));
        Optional<String> session = object.flatMap(plain -> text(plain, "session_id"));
        Optional<List<String>> tags =
                object.flatMap(plain -> plain.find("tags")).flatMap(MemoryCipher::texts);
        boolean sessionIsTold = session.isPresent()
                || object.flatMap(plain -> plain.find("session_id")).equals(Optional.of(JsonNull.NULL));
        return content.filter(text -> sessionIsTold).flatMap(text -> tags.map(all -> new Plain(text, session, all)));
    }

    private static Optional<List<String>> texts(JsonValue value) {
        return value instanceof JsonArray array && array.items().stream().allMatch(JsonString.class::isInstance)
                ? Optional.of(array.items().stream()
                        .map(item -> ((JsonString) item).value())
                        .toList())
                : Optional.empty();
    }

    private static Optional<JsonObject> object(byte[] json) {
        return JsonReader.readStored(json, LIMITS) instanceof JsonParse.Parsed(JsonObject object)
                ? Optional.of(object)
                : Optional.empty();
    }

    /**
     * A content key wrapped by its tenant's key, as it is stored: base64url of nonce and sealed key.
     *
     * @param nonce 12 bytes
     */
    public static String wrap(
            SecretBytes wrappingKey,
            byte[] nonce,
            SecretBytes key,
            SpanVersion version,
            TenantId tenant,
            OwnerId owner) {
        byte[] sealed = key.reveal(
                bytes -> Aes256Gcm.seal(wrappingKey, nonce, bytes, associated(WRAPPING, version, tenant, owner)));
        byte[] stored = new byte[nonce.length + sealed.length];
        System.arraycopy(nonce, 0, stored, 0, nonce.length);
        System.arraycopy(sealed, 0, stored, nonce.length, sealed.length);
        return Base64Url.encode(stored);
    }

    /**
     * The content key that {@link #wrap} stored, for the caller to close; empty where wrapping key, version, tenant,
     * owner or the stored text are not those it was wrapped with.
     */
    public static Optional<SecretBytes> unwrap(
            SecretBytes wrappingKey, String stored, SpanVersion version, TenantId tenant, OwnerId owner) {
        return Base64Url.decode(stored)
                .filter(bytes -> bytes.length == WRAPPED_BYTES)
                .flatMap(bytes -> Aes256Gcm.open(
                        wrappingKey,
                        Arrays.copyOf(bytes, Aes256Gcm.NONCE_BYTES),
                        Arrays.copyOfRange(bytes, Aes256Gcm.NONCE_BYTES, bytes.length),
                        associated(WRAPPING, version, tenant, owner)))
                .map(SecretBytes::owning);
    }

    private static Optional<String> text(JsonObject object, String name) {
        return object.find(name).filter(JsonString.class::isInstance).map(value -> ((JsonString) value).value());
    }

    private static byte[] associated(String purpose, SpanVersion version, TenantId tenant, OwnerId owner) {
        JsonObject bound = JsonObject.EMPTY
                .with("id", version.id().toString())
                .with("owner_id", owner.value())
                .with("seq", version.seq())
                .with("tenant_id", tenant.value());
        return (purpose + Canonical.text(bound)).getBytes(StandardCharsets.UTF_8);
    }
}
