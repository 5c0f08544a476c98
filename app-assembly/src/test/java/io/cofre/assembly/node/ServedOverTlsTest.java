package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.assembly.command.Commands;
import io.cofre.assembly.command.Terminal;
import io.cofre.domain.usecase.IssuedKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that speaks TLS by its settings; its ledger, taken along over that, is verified without it. */
class ServedOverTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Pattern TOKEN = Pattern.compile("tok_live_[0-9A-Za-z]+");
    private static final Pattern POSITION = Pattern.compile("\"position\":([0-9]+)");
    private static final Pattern SIGNATURE = Pattern.compile("(\"signature\":\"[0-9a-f]{20})([0-9a-f])");

    @TempDir
    private Path directory;

    /** How a command ended. */
    private record Ran(int status, String out, String err) {}

    @Test
    void export_overTls_verifiesOfflineAndATamperedOneAtItsFirstFault() throws Exception {
        KeyStore keys = certificate();
        Map<String, String> settings = settings(keys);
        List<IssuedKey> admins = new ArrayList<>();
        String exported;
        String ofAnOwner;
        String later;
        try (ServingNode node = Nodes.start(directory, settings, admins::add)) {
            assertThat(node.address().getScheme()).isEqualTo("https");
            HttpClient client =
                    HttpClient.newBuilder().sslContext(trusting(keys)).build();
            Caller admin =
                    new Caller(client, node.address(), admins.getFirst().token().reveal());
            assertThat(admin.post("/api/admin/tenants", "{\"tenant_id\":\"acme\",\"name\":\"Acme\"}")
                            .statusCode())
                    .isEqualTo(201);
            assertThat(admin.get("/health/ready").headers().firstValue("Strict-Transport-Security"))
                    .isPresent();
            assertThat(admin.post(
                                    "/api/admin/wallets",
                                    "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"owner_id\":\"ana@acme\","
                                            + "\"metered\":false}")
                            .statusCode())
                    .isEqualTo(201);
            Matcher token = TOKEN.matcher(admin.post(
                            "/auth/keys/issue",
                            "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"ttl_hours\":1,"
                                    + "\"scopes\":[\"span.read\"]}")
                    .body());
            assertThat(token.find()).isTrue();
            exported = admin.get("/api/spans/export").body();
            Caller ana = new Caller(client, node.address(), token.group());
            ofAnOwner = ana.get("/api/spans/export").body();
            later = ana.get("/api/spans/export?after_position=12").body();
        }
        List<String> lines = exported.lines().toList();
        assertThat(lines).hasSizeGreaterThan(3);
        Path whole = Files.writeString(directory.resolve("whole.ndjson"), exported);

        Ran good = verify(whole);
        assertThat(good.status()).as(good.err()).isZero();
        assertThat(good.out()).startsWith(lines.size() + " spans verified\n");

        assertThat(later).isNotEqualTo(ofAnOwner);
        for (String export : List.of(ofAnOwner, later)) {
            Ran partial = verify(Files.writeString(directory.resolve("partial.ndjson"), export));
            assertThat(partial.status()).as(partial.err()).isZero();
            assertThat(partial.out()).startsWith(export.lines().count() + " spans verified\n");
        }

        int at = lines.size() / 2;
        Ran content = verify(tampered(lines, at, "\"at\":\"2", "\"at\":\"3"));
        assertThat(content.status()).isEqualTo(1);
        assertThat(content.out()).startsWith(at + " spans verified\n");
        assertThat(content.err())
                .startsWith("cofre: line " + (at + 1) + " of " + directory.resolve("tampered.ndjson") + ": ");

        Matcher signature = SIGNATURE.matcher(lines.get(at));
        assertThat(signature.find()).isTrue();
        Ran signed = verify(tampered(lines, at, signature.group(), signature.group(1) + flipped(signature.group(2))));
        assertThat(signed.status()).isEqualTo(1);
        assertThat(signed.out()).startsWith(at + " spans verified\n");
        Matcher position = POSITION.matcher(lines.get(at));
        assertThat(position.find()).isTrue();
        assertThat(signed.err()).startsWith("cofre: position " + position.group(1) + ", span ");
    }

    private static String flipped(String digit) {
        return digit.equals("0") ? "1" : "0";
    }

    private Path tampered(List<String> lines, int at, String was, String is) throws IOException {
        List<String> changed = new ArrayList<>(lines);
        changed.set(at, lines.get(at).replace(was, is));
        assertThat(changed.get(at)).isNotEqualTo(lines.get(at)).hasSameSizeAs(lines.get(at));
        return Files.write(directory.resolve("tampered.ndjson"), changed);
    }

    @Test
    void start_certificateThatIsNotThere_saysWhichFileAndMakesNothing() throws Exception {
        Map<String, String> settings = settings(certificate());
        Files.delete(directory.resolve("certificate.pem"));
        assertThatThrownBy(() -> Nodes.start(directory, settings, issued -> {}))
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        failure -> assertThat(failure.status()).isEqualTo(ExitStatus.CONFIG))
                .hasMessage("http.tls cannot be used: there is no file " + directory.resolve("certificate.pem"));
        assertThat(directory.resolve("cofre-data")).doesNotExist();
    }

    private Ran verify(Path export) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                Map.of());
        int status = new Commands(terminal)
                .run(
                        "ledger",
                        "verify",
                        "--data",
                        directory.resolve("cofre-data").toString(),
                        export.toString());
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private Map<String, String> settings(KeyStore keys) throws Exception {
        return Map.of(
                "COFRE_ASSEMBLY",
                "embedded",
                "COFRE_HTTP_TLS_CERTIFICATE_FILE",
                pem(
                        "certificate.pem",
                        "CERTIFICATE",
                        keys.getCertificate("main").getEncoded()),
                "COFRE_HTTP_TLS_KEY_FILE",
                pem("key.pem", "PRIVATE KEY", keys.getKey("main", PASSWORD).getEncoded()));
    }

    private String pem(String name, String type, byte[] bytes) throws Exception {
        return Files.writeString(
                        directory.resolve(name),
                        "-----BEGIN " + type + "-----\n"
                                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                                + "\n-----END " + type + "-----\n")
                .toString();
    }

    private static SSLContext trusting(KeyStore keys) throws Exception {
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, PASSWORD);
        roots.setCertificateEntry("root", keys.getCertificate("main"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    /** The JDK makes no certificates but by its own tool. */
    private KeyStore certificate() throws Exception {
        Path store = directory.resolve("server.p12");
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD),
                        "-alias",
                        "main",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=ip:127.0.0.1"))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        return KeyStore.getInstance(store.toFile(), PASSWORD);
    }
}
