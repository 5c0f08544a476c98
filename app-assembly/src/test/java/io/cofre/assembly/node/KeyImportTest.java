package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.assembly.command.Commands;
import io.cofre.assembly.command.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cofre key import} on a node's real data. */
class KeyImportTest {
    /** RFC 8032, 7.1, test 1. */
    private static final String SEED = "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

    private static final String KEY = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    private static final String NOTE = """
            {"id":"6f1c1f6e-2a62-4b52-9f8e-0a1b2c3d4e5f","seq":0,"entity_type":"note","who":"wallet:wlt_acme_ana",\
            "did":"noted","this":"note","at":"2026-11-22T00:00:00.000Z","status":"active","tenant_id":"acme",\
            "owner_id":"ana@acme","visibility":"private","content":{}}""";

    @TempDir
    private Path directory;

    /** How a command ended. */
    private record Ran(int status, String out, String err) {}

    @Test
    void import_keyFromOpenSsl_isRecordedAndSignsAfterwards() throws IOException {
        List<String> admin = new ArrayList<>();
        String key;
        try (ServingNode node = Nodes.start(
                directory, data(), issued -> admin.add(issued.token().reveal()))) {
            Caller caller = Caller.of(node.address(), admin.getFirst());
            caller.post("/api/admin/tenants", "{\"tenant_id\":\"acme\",\"name\":\"Acme\"}");
            caller.post(
                    "/api/admin/wallets",
                    "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"owner_id\":\"ana@acme\"}");
            key = Caller.member(
                    caller.post(
                            "/auth/keys/issue",
                            "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"scopes\":[\"span.sign\"],"
                                    + "\"ttl_hours\":24}"),
                    "token");

            Ran beside = imported(pem("busy.pem"), "kid_legacy");
            assertThat(beside.status()).as(beside.err()).isEqualTo(69);
        }
        Path file = pem("legacy.pem");

        Ran ran = imported(file, "kid_legacy", "--json");

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(ran.out())
                .startsWith("{\"wallet_id\":\"wlt_acme_ana\",\"kid\":\"kid_legacy\",\"key_id\":\"did:logline:")
                .contains("\"pubkey_hex\":\"" + KEY + "\"", "\"caps\":[\"sign.span\"]")
                .doesNotContain(SEED);
        assertThat(ran.err())
                .contains("cofre: " + file + " still holds the key")
                .doesNotContain(SEED);
        Ran again = imported(file, "kid_legacy");
        assertThat(again.status()).isEqualTo(78);
        assertThat(again.err()).contains("has a key kid_legacy already");
        Ran twice = imported(file, "kid_other");
        assertThat(twice.status()).isEqualTo(78);
        assertThat(twice.err()).contains("The ledger knows this key already, as kid_legacy of wallet wlt_acme_ana");

        try (ServingNode node = Nodes.start(directory, data(), issued -> {})) {
            HttpResponse<String> signed = Caller.of(node.address(), key)
                    .post("/wallet/sign/span", "{\"kid\":\"kid_legacy\",\"span\":" + NOTE + "}");
            assertThat(signed.statusCode()).as(signed.body()).isEqualTo(200);
            assertThat(Caller.member(signed, "key_id"))
                    .isEqualTo("did:logline:6c31041268f471609c79f5f2dbcc38e4a4ab2f4d416109a4e09fcf50fd0f0062");
        }
        Ran audited = run("ledger", "audit");
        assertThat(audited.status()).as(audited.err()).isZero();
    }

    @Test
    void seed_inEachForm_isReadAndAnyOtherRefused() throws IOException {
        for (byte[] form : List.of(
                HexFormat.of().parseHex(SEED),
                ascii(SEED),
                ascii(SEED.toUpperCase(java.util.Locale.ROOT) + "\r\n"),
                Files.readAllBytes(pem("form.pem")))) {
            try (var seed = SeedFile.read(written("form", form))) {
                assertThat(seed.<String>reveal(HexFormat.of()::formatHex)).isEqualTo(SEED);
            }
        }
        for (byte[] wrong : List.of(
                new byte[31],
                ascii(SEED.substring(1)),
                ascii(SEED + "00"),
                ascii("g" + SEED.substring(1)),
                ascii("-----BEGIN PRIVATE KEY-----\nnever!\n-----END PRIVATE KEY-----\n"),
                ascii("-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(new byte[48])
                        + "\n-----END PRIVATE KEY-----\n"),
                ascii("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n"),
                new byte[5_000])) {
            Ran ran = imported(written("wrong", wrong), "kid_legacy");
            assertThat(ran.status()).as(ran.err()).isEqualTo(78);
            assertThat(ran.err()).contains("holds no Ed25519 private key").doesNotContain(SEED.substring(1), "never");
        }
    }

    @Test
    void seed_inAFileThatOthersMayReach_isRefused() throws IOException {
        Path file = pem("open.pem");
        for (String mode : List.of("rw-r-----", "rw----r--", "rw--w----", "rwx------")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            Ran ran = imported(file, "kid_legacy");
            assertThat(ran.status()).isEqualTo(78);
            assertThat(ran.err()).contains(mode, "chmod 600 " + file);
        }
        assertThat(imported(directory.resolve("nowhere"), "kid_legacy").status())
                .isEqualTo(74);
    }

    private Map<String, String> data() {
        return Map.of("COFRE_DATA_DIR", directory.resolve("data").toString());
    }

    private Path pem(String name) throws IOException {
        byte[] der = HexFormat.of().parseHex("302e020100300506032b657004220420" + SEED);
        return written(
                name,
                ascii("-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(der)
                        + "\n-----END PRIVATE KEY-----\n"));
    }

    private Path written(String name, byte[] bytes) throws IOException {
        Path file = Files.write(directory.resolve(name), bytes);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private Ran imported(Path file, String kid, String... more) {
        List<String> all = new ArrayList<>(
                List.of("key", "import", "--wallet", "wlt_acme_ana", "--kid", kid, "--from-file", file.toString()));
        all.addAll(Arrays.asList(more));
        return run(all.toArray(String[]::new));
    }

    private Ran run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = new Commands(new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        data(),
                        Map.of()))
                .run(args);
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
