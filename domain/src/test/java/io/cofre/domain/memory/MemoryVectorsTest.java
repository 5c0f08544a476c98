package io.cofre.domain.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.json.Canonical;
import io.cofre.domain.json.JsonArray;
import io.cofre.domain.json.JsonLimits;
import io.cofre.domain.json.JsonNumber;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonParse;
import io.cofre.domain.json.JsonReader;
import io.cofre.domain.json.JsonString;
import io.cofre.domain.vectors.Vectors;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

/** The published vectors are what the code makes, and what the JDK's cipher and another RFC 8785 make of them. */
class MemoryVectorsTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void file_isWhatTheCodeMakes() throws IOException {
        assertThat(Files.readString(Vectors.repository().resolve(MemoryVectors.FILE)))
                .as("run the main of MemoryVectors, and look at what changed")
                .isEqualTo(MemoryVectors.text());
    }

    @Test
    void memories_byOtherImplementations_areTheSame() throws Exception {
        JsonObject file = file();
        byte[] wrapping = HEX.parseHex(text(file, "wrapping_key_hex"));
        List<JsonObject> rows = ((JsonArray) file.find("memories").orElseThrow())
                .items().stream().map(JsonObject.class::cast).toList();
        for (JsonObject row : rows) {
            byte[] key = HEX.parseHex(text(row, "key_hex"));
            byte[] iv = HEX.parseHex(text(row, "iv_hex"));
            byte[] wrapIv = HEX.parseHex(text(row, "wrap_iv_hex"));
            String bound = jcs("{\"tenant_id\":\"" + text(row, "tenant_id") + "\",\"seq\":"
                    + (long) ((JsonNumber) row.find("seq").orElseThrow()).value() + ",\"owner_id\":\""
                    + text(row, "owner_id") + "\",\"id\":\"" + text(row, "id") + "\"}");
            JsonObject content = (JsonObject) row.find("span_content").orElseThrow();
            byte[] stored = Base64.getUrlDecoder().decode(text(row, "stored_key"));

            assertThat(text(content, "enc")).isEqualTo("A256GCM");
            assertThat(Base64.getUrlDecoder().decode(text(content, "iv"))).isEqualTo(iv);
            assertThat(new String(
                            decrypt(
                                    key,
                                    iv,
                                    Base64.getUrlDecoder().decode(text(content, "ct")),
                                    "cofre.memory.v1\n" + bound),
                            UTF_8))
                    .isEqualTo(jcs(Canonical.text(row.find("plain").orElseThrow())));
            assertThat(Arrays.copyOf(stored, 12)).isEqualTo(wrapIv);
            assertThat(decrypt(
                            wrapping,
                            wrapIv,
                            Arrays.copyOfRange(stored, 12, stored.length),
                            "cofre.content-key.v1\n" + bound))
                    .isEqualTo(key);
        }
        assertThat(rows).hasSize(2);
    }

    private static byte[] decrypt(byte[] key, byte[] iv, byte[] sealed, String associated)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, iv));
        cipher.updateAAD(associated.getBytes(UTF_8));
        return cipher.doFinal(sealed);
    }

    private static String jcs(String json) throws IOException {
        return new JsonCanonicalizer(json).getEncodedString();
    }

    private static JsonObject file() throws IOException {
        byte[] bytes = Files.readAllBytes(Vectors.repository().resolve(MemoryVectors.FILE));
        return switch (JsonReader.read(bytes, new JsonLimits(1 << 20, 10))) {
            case JsonParse.Parsed(JsonObject object) -> object;
            case JsonParse other -> throw new AssertionError(other);
        };
    }

    private static String text(JsonObject object, String name) {
        return ((JsonString) object.find(name).orElseThrow()).value();
    }
}
