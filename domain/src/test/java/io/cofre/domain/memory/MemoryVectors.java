package io.cofre.domain.memory;

import io.cofre.domain.crypto.Hex;
import io.cofre.domain.json.JsonArray;
import io.cofre.domain.json.JsonNull;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonString;
import io.cofre.domain.json.JsonValue;
import io.cofre.domain.vectors.PrettyJson;
import io.cofre.domain.vectors.Vectors;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.vault.SecretBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes {@code docs/vectors/memories.json}, for other languages to test against: {@code main} writes it,
 * {@code MemoryVectorsTest} holds it. Vectors that were published are not changed; new ones are added at the end.
 */
final class MemoryVectors {
    static final String FILE = "docs/vectors/memories.json";
    static final String WRAPPING_KEY = "77".repeat(32);

    /** One memory, and what it is encrypted with. */
    record Case(
            String name,
            String key,
            String iv,
            String wrapIv,
            String id,
            long seq,
            String tenant,
            String owner,
            MemoryCipher.Plain plain) {
        SpanVersion version() {
            return new SpanVersion(SpanId.of(id), seq);
        }

        TenantId tenantId() {
            return new TenantId(tenant);
        }

        OwnerId ownerId() {
            return new OwnerId(owner);
        }

        JsonObject sealed() {
            return with(
                    key,
                    secret -> MemoryCipher.seal(
                            secret, Hex.decode(iv).orElseThrow(), version(), tenantId(), ownerId(), plain));
        }

        String wrapped() {
            return with(
                    WRAPPING_KEY,
                    wrapping -> with(
                            key,
                            secret -> MemoryCipher.wrap(
                                    wrapping,
                                    Hex.decode(wrapIv).orElseThrow(),
                                    secret,
                                    version(),
                                    tenantId(),
                                    ownerId())));
        }
    }

    static final List<Case> CASES = List.of(
            new Case(
                    "with tags, without a session",
                    "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
                    "a0a1a2a3a4a5a6a7a8a9aaab",
                    "b0b1b2b3b4b5b6b7b8b9babb",
                    "6f1d3c52-5c4e-4d47-9a3b-2f0a6c1f8e11",
                    0,
                    "acme",
                    "ana@acme",
                    new MemoryCipher.Plain(
                            "Dan prefere espresso curto", Optional.empty(), List.of("perfil", "caf\u00e9"))),
            new Case(
                    "in a session, with what JSON escapes",
                    "ff".repeat(32),
                    "00".repeat(12),
                    "01".repeat(12),
                    "0a8e2f7c-1111-4a6b-9c3d-2f1e5d7b9a01",
                    7,
                    "voulezvous",
                    "dan@voulezvous",
                    new MemoryCipher.Plain(
                            "a \"quoted\" \\ line\nwith \u20ac, \ud83d\ude00 and \u0001",
                            Optional.of("s-1"),
                            List.of())));

    private MemoryVectors() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Vectors.repository().resolve(FILE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text());
    }

    static <T> T with(String key, Function<SecretBytes, T> use) {
        try (SecretBytes secret = SecretBytes.owning(Hex.decode(key).orElseThrow())) {
            return use.apply(secret);
        }
    }

    static String text() {
        return PrettyJson.of(JsonObject.EMPTY
                .with(
                        "about",
                        "Test vectors of Cofre's encrypted memories. A published vector never changes; the keys are"
                                + " public: never use them for anything else.")
                .with(
                        "content",
                        "AES-256-GCM under key_hex, nonce iv_hex, tag last; plaintext JCS({content, session_id, tags});"
                                + " AAD \"cofre.memory.v1\\n\" + JCS({id, owner_id, seq, tenant_id})")
                .with(
                        "wrapped_key",
                        "base64url of wrap_iv_hex, then AES-256-GCM of the key under wrapping_key_hex, tag last; AAD"
                                + " \"cofre.content-key.v1\\n\" + the same JCS")
                .with("wrapping_key_hex", WRAPPING_KEY)
                .with(
                        "memories",
                        new JsonArray(
                                CASES.stream().map(one -> (JsonValue) row(one)).toList())));
    }

    private static JsonObject row(Case one) {
        return JsonObject.EMPTY
                .with("name", one.name())
                .with("key_hex", one.key())
                .with("iv_hex", one.iv())
                .with("wrap_iv_hex", one.wrapIv())
                .with("id", one.id())
                .with("seq", one.seq())
                .with("tenant_id", one.tenant())
                .with("owner_id", one.owner())
                .with(
                        "plain",
                        JsonObject.EMPTY
                                .with("content", one.plain().content())
                                .with(
                                        "session_id",
                                        one.plain()
                                                .session()
                                                .<JsonValue>map(JsonString::of)
                                                .orElse(JsonNull.NULL))
                                .with(
                                        "tags",
                                        new JsonArray(one.plain().tags().stream()
                                                .map(tag -> (JsonValue) JsonString.of(tag))
                                                .toList())))
                .with("span_content", one.sealed())
                .with("stored_key", one.wrapped());
    }
}
