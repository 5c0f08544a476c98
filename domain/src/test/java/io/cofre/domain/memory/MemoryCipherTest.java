package io.cofre.domain.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.crypto.Aes256Gcm;
import io.cofre.domain.crypto.Base64Url;
import io.cofre.domain.crypto.Hex;
import io.cofre.domain.json.Canonical;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonString;
import io.cofre.domain.memory.MemoryVectors.Case;
import io.cofre.ports.span.CanonicalBytes;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.vault.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryCipherTest {
    private static final Case ONE = MemoryVectors.CASES.getFirst();
    private static final String OTHER_KEY = "42".repeat(32);
    private static final String IV = Base64Url.encode(Hex.decode(ONE.iv()).orElseThrow());

    @Test
    void open_whatWasSealed_isThePlainTextAgain() {
        for (Case one : MemoryVectors.CASES) {
            assertThat(open(one.key(), one.version(), one.tenantId(), one.ownerId(), one.sealed()))
                    .as(one.name())
                    .contains(one.plain());
        }
    }

    @Test
    void open_withAnotherKeyVersionTenantOrOwner_isEmpty() {
        JsonObject content = ONE.sealed();
        SpanVersion otherId = new SpanVersion(SpanId.of("6f1d3c52-5c4e-4d47-9a3b-2f0a6c1f8e12"), 0);
        SpanVersion otherSeq = new SpanVersion(ONE.version().id(), 1);

        assertThat(open(OTHER_KEY, ONE.version(), ONE.tenantId(), ONE.ownerId(), content))
                .isEmpty();
        assertThat(open(ONE.key(), otherId, ONE.tenantId(), ONE.ownerId(), content))
                .isEmpty();
        assertThat(open(ONE.key(), otherSeq, ONE.tenantId(), ONE.ownerId(), content))
                .isEmpty();
        assertThat(open(ONE.key(), ONE.version(), new TenantId("acmf"), ONE.ownerId(), content))
                .isEmpty();
        assertThat(open(ONE.key(), ONE.version(), ONE.tenantId(), new OwnerId("bia@acme"), content))
                .isEmpty();
    }

    @Test
    void open_anyBitOfTheCiphertextFlipped_isEmpty() {
        byte[] sealed = ciphertext(ONE.sealed());
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(openOne(ONE.sealed().with("ct", Base64Url.encode(changed))))
                    .as("bit " + bit)
                    .isEmpty();
        }
    }

    @Test
    void open_contentOfAnotherForm_isEmpty() {
        JsonObject content = ONE.sealed();
        String ct = Base64Url.encode(ciphertext(content));

        assertThat(openOne(content.with("enc", "A128GCM"))).isEmpty();
        assertThat(openOne(content.with("enc", 1))).isEmpty();
        assertThat(openOne(content.with("more", 1))).isEmpty();
        assertThat(openOne(content.without("enc"))).isEmpty();
        assertThat(openOne(content.without("iv"))).isEmpty();
        assertThat(openOne(content.with("iv", IV + "AA"))).isEmpty();
        assertThat(openOne(content.with("iv", IV + "="))).isEmpty();
        assertThat(openOne(content.with("iv", ""))).isEmpty();
        assertThat(openOne(content.with("ct", ""))).isEmpty();
        assertThat(openOne(content.with("ct", ct + "="))).isEmpty();
        assertThat(openOne(content.with("ct", ct.substring(0, 20)))).isEmpty();
        assertThat(open(JsonObject.EMPTY)).isEmpty();
        assertThat(open(JsonObject.EMPTY.with("content", "text"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no json",
                "[]",
                "{}",
                "{\"content\":\"x\",\"session_id\":null}",
                "{\"content\":\"x\",\"tags\":[]}",
                "{\"content\":1,\"session_id\":null,\"tags\":[]}",
                "{\"content\":\"x\",\"session_id\":1,\"tags\":[]}",
                "{\"content\":\"x\",\"session_id\":null,\"tags\":[1]}",
                "{\"content\":\"x\",\"session_id\":null,\"tags\":\"a\"}",
                "{\"content\":\"x\",\"more\":1,\"session_id\":null,\"tags\":[]}"
            })
    void open_sealedTextOfAnotherForm_isEmpty(String plain) {
        assertThat(openOne(sealed(plain))).isEmpty();
        assertThat(openOne(sealed("{\"content\":\"x\",\"session_id\":null,\"tags\":[]}")))
                .contains(new MemoryCipher.Plain("x", Optional.empty(), List.of()));
    }

    @Test
    void unwrap_whatWasWrapped_isTheKeyAgain() {
        for (Case one : MemoryVectors.CASES) {
            assertThat(unwrap(MemoryVectors.WRAPPING_KEY, one.wrapped(), one.version(), one.tenantId(), one.ownerId()))
                    .as(one.name())
                    .contains(one.key());
        }
    }

    @Test
    void unwrap_withAnotherKeyVersionTenantOrOwner_isEmpty() {
        String wrapping = MemoryVectors.WRAPPING_KEY;
        String stored = ONE.wrapped();
        SpanVersion otherId = new SpanVersion(SpanId.of("6f1d3c52-5c4e-4d47-9a3b-2f0a6c1f8e12"), 0);
        SpanVersion otherSeq = new SpanVersion(ONE.version().id(), 1);

        assertThat(unwrap(OTHER_KEY, stored, ONE.version(), ONE.tenantId(), ONE.ownerId()))
                .isEmpty();
        assertThat(unwrap(wrapping, stored, otherId, ONE.tenantId(), ONE.ownerId()))
                .isEmpty();
        assertThat(unwrap(wrapping, stored, otherSeq, ONE.tenantId(), ONE.ownerId()))
                .isEmpty();
        assertThat(unwrap(wrapping, stored, ONE.version(), new TenantId("acmf"), ONE.ownerId()))
                .isEmpty();
        assertThat(unwrap(wrapping, stored, ONE.version(), ONE.tenantId(), new OwnerId("bia@acme")))
                .isEmpty();
        for (String other : List.of("", "A", stored + "=", stored + "AAAA", stored.substring(4), "!" + stored)) {
            assertThat(unwrap(wrapping, other, ONE.version(), ONE.tenantId(), ONE.ownerId()))
                    .as(other)
                    .isEmpty();
        }
    }

    @Test
    void open_contentSealedAsAKey_isEmpty() {
        byte[] stored = Base64Url.decode(ONE.wrapped()).orElseThrow();
        JsonObject asContent = ONE.sealed()
                .with("iv", Base64Url.encode(Arrays.copyOf(stored, 12)))
                .with("ct", Base64Url.encode(Arrays.copyOfRange(stored, 12, stored.length)));

        assertThat(open(MemoryVectors.WRAPPING_KEY, ONE.version(), ONE.tenantId(), ONE.ownerId(), asContent))
                .isEmpty();
    }

    private static byte[] ciphertext(JsonObject content) {
        return content.find("ct")
                .map(value -> ((JsonString) value).value())
                .flatMap(Base64Url::decode)
                .orElseThrow();
    }

    /** Rightly sealed for the first case, whatever it is. */
    private static JsonObject sealed(String plain) {
        String associated = "cofre.memory.v1\n{\"id\":\"" + ONE.id() + "\",\"owner_id\":\"" + ONE.owner()
                + "\",\"seq\":0,\"tenant_id\":\"" + ONE.tenant() + "\"}";
        byte[] ct = MemoryVectors.with(
                ONE.key(),
                key -> Aes256Gcm.seal(
                        key,
                        Hex.decode(ONE.iv()).orElseThrow(),
                        plain.getBytes(StandardCharsets.UTF_8),
                        associated.getBytes(StandardCharsets.UTF_8)));
        return ONE.sealed().with("ct", Base64Url.encode(ct));
    }

    private static Optional<MemoryCipher.Plain> openOne(JsonObject content) {
        return open(ONE.key(), ONE.version(), ONE.tenantId(), ONE.ownerId(), content);
    }

    private static Optional<MemoryCipher.Plain> open(
            String key, SpanVersion version, TenantId tenant, OwnerId owner, JsonObject content) {
        CanonicalBytes span = CanonicalBytes.of(Canonical.bytes(JsonObject.EMPTY.with("content", content)));
        return MemoryVectors.with(key, secret -> MemoryCipher.open(secret, version, tenant, owner, span));
    }

    private static Optional<MemoryCipher.Plain> open(JsonObject span) {
        return MemoryVectors.with(
                ONE.key(),
                secret -> MemoryCipher.open(
                        secret,
                        ONE.version(),
                        ONE.tenantId(),
                        ONE.ownerId(),
                        CanonicalBytes.of(Canonical.bytes(span))));
    }

    private static Optional<String> unwrap(
            String wrapping, String stored, SpanVersion version, TenantId tenant, OwnerId owner) {
        return MemoryVectors.with(wrapping, secret -> MemoryCipher.unwrap(secret, stored, version, tenant, owner))
                .map(key -> {
                    try (SecretBytes opened = key) {
                        return opened.reveal(Hex::encode);
                    }
                });
    }
}
