package io.cofre.domain.span;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cofre.domain.Problem;
import io.cofre.domain.crypto.Argon2id;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.crypto.Hex;
import io.cofre.domain.crypto.HmacSha256;
import io.cofre.domain.json.JsonArray;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonString;
import io.cofre.domain.json.JsonValue;
import io.cofre.domain.span.SpanForm.Drafted;
import io.cofre.domain.span.SpanForm.Refused;
import io.cofre.domain.span.SpanForm.Signed;
import io.cofre.domain.token.ApiToken;
import io.cofre.domain.token.TokenHashing;
import io.cofre.domain.vectors.PrettyJson;
import io.cofre.domain.vectors.Vectors;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.span.SpanSignature;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.wallet.WalletId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * Makes {@code docs/vectors/spans.json}, for other languages to test against: {@code main} writes it,
 * {@code SpanVectorsTest} holds it. Vectors that were published are not changed; new ones are added at the end of their
 * list.
 */
final class SpanVectors {
    static final String FILE = "docs/vectors/spans.json";

    /** RFC 8032, section 7.1, test 1: known to all, and so good for vectors alone. */
    static final String SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    private static final Kid KID = new Kid("kid_ed25519_main");
    private static final long TS = 1_795_322_785_698L;
    private static final String NONCE = "AAECAwQFBgcICQoLDA0ODw";
    private static final String PEPPER = "70".repeat(32);
    private static final Ed25519 ENGINE = Ed25519.bouncyCastle();

    private SpanVectors() {}

    public static void main(String[] arguments) throws IOException {
        Path file = Vectors.repository().resolve(FILE);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text());
    }

    static String text() {
        return PrettyJson.of(JsonObject.EMPTY
                .with(
                        "about",
                        "Test vectors of Cofre's spans, signatures and API keys. A published vector never changes.")
                .with("key", key())
                .with(
                        "signed",
                        new JsonArray(SpanVectorInputs.good().stream()
                                .map(input -> (JsonValue) signed(input.name(), input.json()))
                                .toList()))
                .with("refused", refused())
                .with("http", http())
                .with("key_proof", keyProof())
                .with("tokens", tokens()));
    }

    static PublicKey publicKey() {
        return withSeed(ENGINE::publicKey);
    }

    private static <T> T withSeed(java.util.function.Function<SecretBytes, T> use) {
        try (SecretBytes seed = SecretBytes.owning(Hex.decode(SEED).orElseThrow())) {
            return use.apply(seed);
        }
    }

    private static byte[] sign(byte[] message) {
        return withSeed(seed -> ENGINE.sign(seed, message));
    }

    private static KeyId keyId() {
        return SpanSigning.keyId(publicKey());
    }

    private static JsonObject key() {
        return JsonObject.EMPTY
                .with("about", "RFC 8032, section 7.1, test 1. Public: never use it for anything else.")
                .with("seed_hex", SEED)
                .with("pubkey_hex", publicKey().hex())
                .with("key_id", keyId().value());
    }

    static SignedSpan signedSpan(String json) {
        SpanDraft draft = switch (SpanForm.draft(json.getBytes(UTF_8))) {
            case Drafted(SpanDraft good) -> good;
            case Refused(Problem problem) -> throw new AssertionError(problem);
        };
        return SpanSigning.sign(draft, keyId(), KID, TS, NONCE, SpanVectors::sign);
    }

    private static JsonObject signed(String name, String json) {
        SignedSpan span = signedSpan(json);
        SpanSignature sig = span.signature();
        return JsonObject.EMPTY
                .with("name", name)
                .with("input", json)
                .with("canonical", span.draft().canonical().text())
                .with("canonical_hex", Hex.encode(span.draft().canonical().bytes()))
                .with("payload_hash", span.draft().payloadHash().value())
                .with("message", new String(SpanSigning.message(span), UTF_8))
                .with("sig", SpanText.sig(sig))
                .with("span", new String(givenOut(span), UTF_8));
    }

    static byte[] givenOut(SignedSpan span) {
        return SpanText.of(span.draft().canonical(), span.draft().payloadHash(), span.signature());
    }

    private static JsonArray refused() {
        List<JsonValue> rows = new ArrayList<>();
        SpanVectorInputs.badDrafts().forEach(input -> rows.add(refusedDraft(input)));
        String good = new String(givenOut(signedSpan(SpanVectorInputs.MINIMAL)), UTF_8);
        SpanVectorInputs.badSigned(good).forEach(input -> rows.add(refusedSigned(input)));
        return new JsonArray(rows);
    }

    private static JsonObject refusedDraft(SpanVectorInputs.Input input) {
        return switch (SpanForm.draft(input.json().getBytes(UTF_8))) {
            case Drafted ignored -> throw new AssertionError("was taken: " + input.name());
            case Refused(Problem problem) -> row(input, "unsigned", problem);
        };
    }

    private static JsonObject refusedSigned(SpanVectorInputs.Input input) {
        return switch (SpanForm.signed(input.json().getBytes(UTF_8))) {
            case Refused(Problem problem) -> row(input, "signed", problem);
            case Signed(SignedSpan span) ->
                switch (new SpanVerifier(ENGINE)
                        .verify(span, VerifyingKey.of(publicKey(), ENGINE).orElseThrow())) {
                    case SpanVerifier.Result.Refused(Problem problem) -> row(input, "signed", problem);
                    case SpanVerifier.Result.Verified ignored -> throw new AssertionError("was taken: " + input.name());
                };
        };
    }

    private static JsonObject row(SpanVectorInputs.Input input, String as, Problem problem) {
        return JsonObject.EMPTY
                .with("name", input.name())
                .with("as", as)
                .with("input", input.json())
                .with("code", problem.code().wire())
                .with("pointer", pointer(problem));
    }

    private static String pointer(Problem problem) {
        return problem.members().get("pointer") instanceof Problem.Member.Text text ? text.value() : "";
    }

    private static JsonObject http() {
        HttpSigning.Request request = new HttpSigning.Request(
                "https://cofre.example:8443",
                SpanHash.of("{\"text\":\"olá\"}".getBytes(UTF_8)),
                keyId(),
                KID,
                "POST",
                NONCE,
                "/cli/memory.add?a=1&b=%20",
                TS);
        byte[] message = HttpSigning.message(request);
        return JsonObject.EMPTY
                .with("body", "{\"text\":\"olá\"}")
                .with("aud", request.audience())
                .with("body_hash", request.bodyHash().value())
                .with("body_hash_of_no_body", SpanHash.of(new byte[0]).value())
                .with("method", request.method())
                .with("path_with_query", request.pathWithQuery())
                .with("key_id", request.keyId().value())
                .with("kid", request.kid().value())
                .with("nonce", request.nonce())
                .with("ts", request.ts())
                .with("message", new String(message, UTF_8))
                .with("signature", Hex.encode(sign(message)));
    }

    private static JsonObject keyProof() {
        WalletId wallet = new WalletId("wlt_acme_dan");
        byte[] message = KeyProof.message(wallet, KID, publicKey(), TS);
        return JsonObject.EMPTY
                .with("wallet_id", wallet.value())
                .with("kid", KID.value())
                .with("pubkey_hex", publicKey().hex())
                .with("ts", TS)
                .with("message", new String(message, UTF_8))
                .with("proof", Hex.encode(sign(message)));
    }

    private static JsonObject tokens() {
        List<JsonValue> rows = new ArrayList<>();
        try (SecretBytes pepper = SecretBytes.owning(Hex.decode(PEPPER).orElseThrow())) {
            TokenHashing hashing = new TokenHashing(Argon2id.bouncyCastle());
            String saltName = "cofre/token-hash/salt/v1";
            byte[] salt = Arrays.copyOf(HmacSha256.mac(pepper, saltName.getBytes(UTF_8)), 16);
            for (TokenRecord.Kind kind : TokenRecord.Kind.values()) {
                byte[] body = new byte[32];
                for (int i = 0; i < body.length; i++) {
                    body[i] = (byte) (i * (rows.size() + 1));
                }
                ApiToken token = ApiToken.generate(kind, new Fixed(body));
                rows.add(JsonObject.EMPTY
                        .with("kind", kind.name().toLowerCase(Locale.ROOT))
                        .with("body_hex", Hex.encode(body))
                        .with("token", token.reveal())
                        .with(
                                "mac_hex",
                                Hex.encode(HmacSha256.mac(pepper, token.reveal().getBytes(UTF_8))))
                        .with("salt_hex", Hex.encode(salt))
                        .with(
                                "token_hash",
                                hashing.hash(TokenHashing.FIRST_VERSION, pepper, hashing.mac(pepper, token))
                                        .value()));
            }
        }
        return JsonObject.EMPTY
                .with("regular_expression", ApiToken.REGULAR_EXPRESSION)
                .with("pepper_hex", PEPPER)
                .with("argon2id", "v=0x13, m=19456 KiB, t=2, p=1, 32 bytes; password is mac, salt is salt")
                .with("vectors", new JsonArray(rows))
                .with(
                        "refused",
                        new JsonArray(List.of(
                                JsonString.of("tok_live_0000000000000000000000000000000000000000000000000"),
                                JsonString.of("tok_prod_0000000000000000000000000000000000000000000000000"))));
    }

    /** Gives the same bytes whenever it is asked. */
    private static final class Fixed implements RandomGenerator {
        private final byte[] bytes;

        Fixed(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long nextLong() {
            throw new UnsupportedOperationException("only bytes are asked for");
        }

        @Override
        public void nextBytes(byte[] into) {
            System.arraycopy(bytes, 0, into, 0, into.length);
        }
    }
}
