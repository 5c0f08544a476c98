package io.cofre.assembly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that stay with their owner, requests that the wallet signs, changes that are sent twice. */
final class WalletCommandsTest {
    /** RFC 8032, 7.1, test 1. */
    private static final String PUBLIC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    private static final String PEM = """
            -----BEGIN PRIVATE KEY-----
            MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
            -----END PRIVATE KEY-----
            """;

    private static final String X509 = "302a300506032b6570032100";

    private final StandIn service;

    @TempDir
    private Path home;

    WalletCommandsTest() throws IOException {
        service = new StandIn();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private Ran run(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--url", service.url().toString()));
        return Ran.of(home, "", all.toArray(String[]::new));
    }

    private Path secret(String name, String text) throws IOException {
        Path file = Files.writeString(home.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private Ran registerHeld(Path key) {
        return run(
                "wallet",
                "register-key",
                "--kid",
                "kid_mine",
                "--type",
                "ed25519",
                "--key-file",
                key.toString(),
                "--cap",
                "sign.http",
                "--http-scope",
                "memory.*");
    }

    @Test
    void registerKey_heldInAFile_sendsThePublicKeyAndAProofAlone() throws Exception {
        service.says("/wallet", 200, "{\"wallet_id\":\"wlt_a\",\"items\":{}}");
        service.says("/wallet/key/register", 200, "{\"kid\":\"kid_mine\",\"status\":\"active\"}");

        Ran ran = registerHeld(secret("key.pem", PEM));

        assertThat(ran).isEqualTo(new Ran(0, "kid     kid_mine\nstatus  active\n", ""));
        JsonNode sent = Json.read(service.asked().getLast().body());
        long ts = sent.path("proof_ts").asLong();
        assertThat(service.asked().getLast().body())
                .isEqualTo("{\"kid\":\"kid_mine\",\"type\":\"ed25519\",\"caps\":[\"sign.http\"],"
                        + "\"http_scopes\":[\"memory.*\"],\"pubkey_hex\":\"" + PUBLIC + "\",\"proof\":\""
                        + sent.path("proof").asText() + "\",\"proof_ts\":" + ts + "}");
        assertThat(System.currentTimeMillis() - ts).isBetween(0L, 60_000L);
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(X509 + PUBLIC))));
        signature.update(("cofre.key-proof.v1\n{\"kid\":\"kid_mine\",\"pubkey_hex\":\"" + PUBLIC + "\",\"ts\":" + ts
                        + ",\"wallet_id\":\"wlt_a\"}")
                .getBytes(StandardCharsets.UTF_8));
        assertThat(signature.verify(HexFormat.of().parseHex(sent.path("proof").asText())))
                .isTrue();
    }

    @Test
    void registerKey_fileThatIsNoKey_asksNothing() throws IOException {
        Ran ran = registerHeld(secret("key.pem", "sk-planted"));

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("holds no Ed25519 key in PKCS #8 PEM").doesNotContain("planted");
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void registerKey_fileThatOthersMayRead_asksNothing() throws IOException {
        Path file = Files.writeString(home.resolve("key.pem"), PEM);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(registerHeld(file).status()).isEqualTo(77);
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void signHttp_withABody_printsHeadersAsCurlTakesThem() throws IOException {
        String answer = "{\"headers\":{\"X-LL-Alg\":\"ed25519-blake3-v1\",\"X-LL-KID\":\"kid_second\"}}";
        service.says("/wallet/sign/http", 200, answer);
        Path body = Files.writeString(home.resolve("body"), "{\"n\": 1.50}\n");

        Ran ran = run(
                "wallet",
                "sign-http",
                "POST",
                "/cli/memory.add?x=1",
                "--kid",
                "kid_second",
                "--body-file",
                body.toString());

        assertThat(service.asked().getFirst().body())
                .isEqualTo("{\"kid\":\"kid_second\",\"method\":\"POST\",\"path_with_query\":\"/cli/memory.add?x=1\","
                        + "\"body_canon\":\"{\\\"n\\\": 1.50}\\n\"}");
        assertThat(ran).isEqualTo(new Ran(0, "X-LL-Alg: ed25519-blake3-v1\nX-LL-KID: kid_second\n", ""));
        assertThat(run("wallet", "sign-http", "GET", "/wallet", "--json")).isEqualTo(new Ran(0, answer + "\n", ""));
    }

    @Test
    void idempotencyKey_ofAChange_isSentAndOfAReadIsNotTaken() {
        service.says("/wallet/key/revoke", 200, "{\"kid\":\"kid_p\",\"status\":\"revoked\"}");

        Ran ran = run("wallet", "revoke-key", "--kid", "kid_p", "--reason", "lost", "--idempotency-key", "k-1");

        assertThat(ran.status()).isZero();
        assertThat(service.header(0, "Idempotency-key")).isEqualTo("k-1");
        assertThat(run("wallet", "show", "--idempotency-key", "k-1").status()).isEqualTo(2);
    }

    @Test
    void ask_withAnOwnKey_sendsItInItsHeaderAloneAndNeverPrintsIt() throws IOException {
        service.says("/cli/ask", 200, "{\"output\":{\"text\":\"Bom dia\"},\"usage\":{}}");
        Path key = secret("provider-key", "sk-planted\n");

        Ran ran = run("ask", "Olá", "--byo-key-file", key.toString(), "--idempotency-key", "k-2");

        assertThat(service.asked().getFirst().body()).isEqualTo("{\"text\":\"Olá\",\"byo_key\":true}");
        assertThat(service.header(0, "X-provider-key")).isEqualTo("sk-planted");
        assertThat(service.header(0, "Idempotency-key")).isEqualTo("k-2");
        assertThat(ran.out()).isEqualTo("Bom dia\n");
        assertThat(ran.out() + ran.err()).doesNotContain("planted");
    }
}
