package io.cofre.domain.span;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.json.JsonArray;
import io.cofre.domain.json.JsonLimits;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonParse;
import io.cofre.domain.json.JsonReader;
import io.cofre.domain.json.JsonString;
import io.cofre.domain.json.JsonValue;
import io.cofre.domain.vectors.Vectors;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.Blake3Digest;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

/** The published vectors are what the code makes, and what other implementations of the same standards find. */
class SpanVectorsTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void file_isWhatTheCodeMakes() throws IOException {
        assertThat(Files.readString(Vectors.repository().resolve(SpanVectors.FILE)))
                .as("run the main of SpanVectors, and look at what changed")
                .isEqualTo(SpanVectors.text());
    }

    @Test
    void keyId_ofRfc8032Test1_isTheSpecs() {
        assertThat(text(object(file(), "key"), "key_id"))
                .isEqualTo("did:logline:6c31041268f471609c79f5f2dbcc38e4a4ab2f4d416109a4e09fcf50fd0f0062");
    }

    @Test
    void signed_byOtherImplementations_isTheSame() throws Exception {
        JsonObject file = file();
        String keyId = text(object(file, "key"), "key_id");
        byte[] raw = HEX.parseHex(text(object(file, "key"), "pubkey_hex"));
        assertThat(keyId).isEqualTo("did:logline:" + HEX.formatHex(blake3(raw)));
        List<JsonObject> rows = rows(file, "signed");
        for (JsonObject row : rows) {
            byte[] canonical = new JsonCanonicalizer(text(row, "input")).getEncodedUTF8();
            String hash = "b3:" + HEX.formatHex(blake3(canonical));
            JsonObject sig = object(row, "sig");
            String message = "ed25519-blake3-v1.span\n"
                    + new JsonCanonicalizer("{\"ts\":1795322785698,\"payload_hash\":\"" + hash + "\",\"nonce\":\""
                                    + text(sig, "nonce") + "\",\"kid\":\"" + text(sig, "kid") + "\",\"key_id\":\""
                                    + keyId
                                    + "\",\"alg\":\"ed25519-blake3-v1\"}")
                            .getEncodedString();

            assertThat(new String(canonical, UTF_8)).as(text(row, "name")).isEqualTo(text(row, "canonical"));
            assertThat(HEX.formatHex(canonical)).isEqualTo(text(row, "canonical_hex"));
            assertThat(hash).isEqualTo(text(row, "payload_hash"));
            assertThat(message).isEqualTo(text(row, "message"));
            assertThat(jdkVerifies(raw, message, text(sig, "signature")))
                    .as(text(row, "name"))
                    .isTrue();
        }
        assertThat(rows).hasSize(12);
        assertThat(rows.get(0).find("payload_hash")).isEqualTo(rows.get(1).find("payload_hash"));
        assertThat(rows.get(8).find("payload_hash")).isNotEqualTo(rows.get(9).find("payload_hash"));
    }

    @Test
    void httpAndKeyProof_byOtherImplementations_areTheSame() throws Exception {
        JsonObject file = file();
        byte[] raw = HEX.parseHex(text(object(file, "key"), "pubkey_hex"));
        JsonObject http = object(file, "http");
        String http8785 = new JsonCanonicalizer("{\"alg\":\"ed25519-blake3-v1\",\"aud\":\"https://cofre.example:8443\","
                        + "\"body_hash\":\"b3:"
                        + HEX.formatHex(blake3(text(http, "body").getBytes(UTF_8)))
                        + "\",\"key_id\":\"" + text(http, "key_id")
                        + "\",\"kid\":\"kid_ed25519_main\",\"method\":\"POST\","
                        + "\"nonce\":\"" + text(http, "nonce")
                        + "\",\"path_with_query\":\"/cli/memory.add?a=1&b=%20\",\"ts\":1795322785698}")
                .getEncodedString();
        JsonObject proof = object(file, "key_proof");
        String proof8785 = new JsonCanonicalizer("{\"kid\":\"kid_ed25519_main\",\"pubkey_hex\":\"" + HEX.formatHex(raw)
                        + "\",\"ts\":1795322785698,\"wallet_id\":\"wlt_acme_dan\"}")
                .getEncodedString();

        assertThat(text(http, "message")).isEqualTo("ed25519-blake3-v1.http\n" + http8785);
        assertThat(jdkVerifies(raw, text(http, "message"), text(http, "signature")))
                .isTrue();
        assertThat(text(http, "body_hash_of_no_body")).isEqualTo("b3:" + HEX.formatHex(blake3(new byte[0])));
        assertThat(text(proof, "message")).isEqualTo("cofre.key-proof.v1\n" + proof8785);
        assertThat(jdkVerifies(raw, text(proof, "message"), text(proof, "proof")))
                .isTrue();
    }

    @Test
    void tokens_byOtherImplementations_areTheSame() throws Exception {
        JsonObject tokens = object(file(), "tokens");
        byte[] pepper = HEX.parseHex(text(tokens, "pepper_hex"));
        List<JsonObject> rows = rows(tokens, "vectors");
        for (JsonObject row : rows) {
            String start = "tok_" + text(row, "kind") + "_"
                    + base62(new BigInteger(1, HEX.parseHex(text(row, "body_hex"))), 43);
            CRC32 crc = new CRC32();
            crc.update(start.getBytes(UTF_8));
            String token = start + base62(BigInteger.valueOf(crc.getValue()), 6);
            byte[] mac = hmac(pepper, token);
            byte[] salt = Arrays.copyOf(hmac(pepper, "cofre/token-hash/salt/v1"), 16);
            Argon2BytesGenerator argon2id = new Argon2BytesGenerator();
            argon2id.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(0x13)
                    .withMemoryAsKB(19_456)
                    .withIterations(2)
                    .withParallelism(1)
                    .withSalt(salt)
                    .build());
            byte[] hash = new byte[32];
            argon2id.generateBytes(mac, hash);

            assertThat(token).isEqualTo(text(row, "token")).matches(text(tokens, "regular_expression"));
            assertThat(HEX.formatHex(mac)).isEqualTo(text(row, "mac_hex"));
            assertThat(HEX.formatHex(salt)).isEqualTo(text(row, "salt_hex"));
            assertThat("argon2id$v1$" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash))
                    .isEqualTo(text(row, "token_hash"));
        }
        assertThat(rows).hasSize(3);
    }

    @Test
    void refused_everyCodeOfFormAndSignature_isAmongThem() {
        List<JsonObject> rows = rows(file(), "refused");

        assertThat(rows.stream().map(row -> text(row, "code")).distinct())
                .containsExactlyInAnyOrder(
                        "ledger.malformed",
                        "ledger.already_signed",
                        "ledger.unsigned",
                        "ledger.hash_mismatch",
                        "ledger.alg_unknown",
                        "ledger.signature_invalid");
        assertThat(rows.stream()
                        .filter(row -> text(row, "code").equals("ledger.signature_invalid"))
                        .map(row -> text(row, "name")))
                .containsExactly(
                        "another time than signed",
                        "another kid than signed",
                        "another nonce than signed",
                        "S + L for S",
                        "a torsion point added to R",
                        "R neutral");
    }

    private static byte[] blake3(byte[] message) {
        Blake3Digest digest = new Blake3Digest(256);
        digest.update(message, 0, message.length);
        byte[] hash = new byte[32];
        digest.doFinal(hash, 0);
        return hash;
    }

    private static boolean jdkVerifies(byte[] raw, String message, String signature) throws GeneralSecurityException {
        byte[] encoded = HEX.parseHex("302a300506032b6570032100" + HEX.formatHex(raw));
        PublicKey key = KeyFactory.getInstance("Ed25519", "SunEC").generatePublic(new X509EncodedKeySpec(encoded));
        Signature verifier = Signature.getInstance("Ed25519", "SunEC");
        verifier.initVerify(key);
        verifier.update(message.getBytes(UTF_8));
        return verifier.verify(HEX.parseHex(signature));
    }

    private static byte[] hmac(byte[] key, String message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message.getBytes(UTF_8));
    }

    private static String base62(BigInteger number, int width) {
        StringBuilder text = new StringBuilder();
        BigInteger rest = number;
        while (text.length() < width) {
            int digit = rest.mod(BigInteger.valueOf(62)).intValue();
            text.append((char) (digit < 10 ? '0' + digit : digit < 36 ? 'A' + digit - 10 : 'a' + digit - 36));
            rest = rest.divide(BigInteger.valueOf(62));
        }
        return text.reverse().toString();
    }

    private static JsonObject file() {
        try {
            byte[] bytes = Files.readAllBytes(Vectors.repository().resolve(SpanVectors.FILE));
            return switch (JsonReader.read(bytes, new JsonLimits(1 << 24, 60))) {
                case JsonParse.Parsed(JsonValue value) -> (JsonObject) value;
                case JsonParse.Refused refused -> throw new AssertionError(refused);
            };
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static JsonObject object(JsonObject object, String name) {
        return (JsonObject) object.find(name).orElseThrow();
    }

    private static List<JsonObject> rows(JsonObject object, String name) {
        return ((JsonArray) object.find(name).orElseThrow())
                .items().stream().map(JsonObject.class::cast).toList();
    }

    private static String text(JsonObject object, String name) {
        return ((JsonString) object.find(name).orElseThrow()).value();
    }
}
