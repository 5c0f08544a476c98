package io.cofre.domain.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.crypto.Ed25519.Verdict;
import io.cofre.domain.json.JsonArray;
import io.cofre.domain.json.JsonLimits;
import io.cofre.domain.json.JsonNumber;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonParse;
import io.cofre.domain.json.JsonReader;
import io.cofre.domain.json.JsonString;
import io.cofre.domain.json.JsonValue;
import io.cofre.domain.vectors.Vectors;
import io.cofre.ports.vault.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The public vectors that may lie beside the repository, whole, with all disagreements at once. */
class PublicVectorsTest {
    private static final HexFormat HEX = HexFormat.of();

    /** Wycheproof's only verdicts here are valid and invalid, and the spec's predicate agrees with every one. */
    @Test
    void verify_wycheproof_agreesThroughout() throws IOException {
        JsonObject file = object(read(Vectors.beside("wycheproof/ed25519_test.json", 151)));
        List<String> disagreements = new ArrayList<>();
        int count = 0;
        for (JsonValue group : array(file, "testGroups")) {
            byte[] key = HEX.parseHex(text(object(member(object(group), "publicKey")), "pk"));
            for (JsonValue one : array(object(group), "tests")) {
                JsonObject test = object(one);
                count++;
                byte[] message = HEX.parseHex(text(test, "msg"));
                byte[] signature = HEX.parseHex(text(test, "sig"));
                boolean valid = text(test, "result").equals("valid");
                if (signature.length == 64 && Edwards25519.accepts(key, message, signature) != valid) {
                    disagreements.add("definition: " + member(test, "tcId"));
                }
                for (Ed25519 engine : Ed25519Test.engines()) {
                    if ((Ed25519Test.verdict(engine, key, message, signature) == Verdict.VALID) != valid) {
                        disagreements.add(engine.name() + ": " + member(test, "tcId") + " " + text(test, "comment"));
                    }
                }
            }
        }
        System.out.println("Wycheproof Ed25519: " + count + " public vectors run");
        assertThat(disagreements).isEmpty();
        assertThat(count).isEqualTo(151);
    }

    @Test
    void blake3_publicVectors_areReproduced() throws IOException {
        JsonObject file = object(read(Vectors.beside("blake3/test_vectors.json", 35)));
        List<Long> wrong = new ArrayList<>();
        int count = 0;
        try (SecretBytes key = SecretBytes.copyOf(text(file, "key").getBytes(StandardCharsets.US_ASCII))) {
            for (JsonValue one : array(file, "cases")) {
                count++;
                long length = ((JsonNumber) member(object(one), "input_len"))
                        .integer()
                        .orElseThrow();
                byte[] input = new byte[(int) length];
                for (int i = 0; i < input.length; i++) {
                    input[i] = (byte) (i % 251);
                }
                if (!text(object(one), "hash").startsWith(HEX.formatHex(Blake3.hash(input)))
                        || !text(object(one), "keyed_hash").startsWith(HEX.formatHex(Blake3.keyed(key, input)))) {
                    wrong.add(length);
                }
            }
        }
        System.out.println("BLAKE3: " + count + " public vectors run");
        assertThat(wrong).isEmpty();
        assertThat(count).isEqualTo(35);
    }

    @Test
    void argon2id_publicVector_isReproduced() throws IOException {
        String file = Files.readString(Vectors.beside("argon2/argon2id.txt", 1));
        Matcher tag = Pattern.compile("(?m)^Tag: ((?:[0-9a-f]{2} ?){32})").matcher(file);

        assertThat(tag.find()).isTrue();
        assertThat(tag.group(1).strip().replace(" ", "").toLowerCase(Locale.ROOT))
                .isEqualTo(Argon2idTest.RFC_9106_TAG);
        System.out.println("Argon2id: 1 public vector run");
    }

    private static JsonValue read(Path file) throws IOException {
        return switch (JsonReader.read(Files.readAllBytes(file), new JsonLimits(1 << 24, 60))) {
            case JsonParse.Parsed(JsonValue value) -> value;
            case JsonParse.Refused refused -> throw new AssertionError(refused);
        };
    }

    private static JsonObject object(JsonValue value) {
        return (JsonObject) value;
    }

    private static JsonValue member(JsonObject object, String name) {
        return object.find(name).orElseThrow();
    }

    private static List<JsonValue> array(JsonObject object, String name) {
        return ((JsonArray) member(object, name)).items();
    }

    private static String text(JsonObject object, String name) {
        return ((JsonString) member(object, name)).value();
    }
}
