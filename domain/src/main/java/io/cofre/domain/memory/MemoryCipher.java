package io.cofre.domain.memory;

import io.cofre.domain.crypto.Aes256Gcm;
import io.cofre.domain.crypto.Base64Url;
import io.cofre.domain.json.Canonical;
import io.cofre.domain.json.JsonArray;
import io.cofre.domain.json.JsonNull;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonString;
import io.cofre.domain.json.JsonValue;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.vault.SecretBytes;
import java.nio.charset.StandardCharsets;
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

    private MemoryCipher() {}

    /**
     * The member {@code content} of the span.
     *
     * @param key 32 bytes, used for nothing else
     * @param nonce 12 bytes
     */
    public static JsonObject seal(
            SecretBytes key,
            byte[] nonce,
            SpanVersion version,
            TenantId tenant,
            OwnerId owner,
            String content,
            Optional<String> session,
            List<String> tags) {
        JsonObject plain = JsonObject.EMPTY
                .with("content", content)
                .with("session_id", session.<JsonValue>map(JsonString::of).orElse(JsonNull.NULL))
                .with(
                        "tags",
                        new JsonArray(tags.stream()
                                .map(tag -> (JsonValue) JsonString.of(tag))
                                .toList()));
        byte[] sealed =
                Aes256Gcm.seal(key, nonce, Canonical.bytes(plain), associated(ASSOCIATED, version, tenant, owner));
        return JsonObject.EMPTY
                .with("enc", "A256GCM")
                .with("iv", Base64Url.encode(nonce))
                .with("ct", Base64Url.encode(sealed));
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

    private static byte[] associated(String purpose, SpanVersion version, TenantId tenant, OwnerId owner) {
        JsonObject bound = JsonObject.EMPTY
                .with("id", version.id().toString())
                .with("owner_id", owner.value())
                .with("seq", version.seq())
                .with("tenant_id", tenant.value());
        return (purpose + Canonical.text(bound)).getBytes(StandardCharsets.UTF_8);
    }
}
