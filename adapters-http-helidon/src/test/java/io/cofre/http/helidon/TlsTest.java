package io.cofre.http.helidon;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.auth.Requirement;
import io.cofre.http.exchange.Answer;
import io.cofre.http.route.Route;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    private Path store = Path.of("");

    /** The JDK makes no certificates but by its own tool. */
    @BeforeEach
    void makeCertificate() throws Exception {
        store = folder.resolve("server.p12");
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
        Files.writeString(folder.resolve("password"), new String(PASSWORD) + "\n");
    }

    private TlsSettings.KeyStoreFile keyStore(String alias) {
        return new TlsSettings.KeyStoreFile(store, folder.resolve("password"), alias);
    }

    private static List<Route> routes() {
        return List.of(Route.get("/a")
                .need(new Requirement.Open())
                .says("T", "Gets")
                .givesNothing(200, "d")
                .to(exchange -> Answer.text(
                        200, "text/plain", "secure: " + exchange.head().secure())));
    }

    private SSLContext trusting() throws Exception {
        KeyStore trusted = KeyStore.getInstance(store.toFile(), PASSWORD);
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, PASSWORD);
        roots.setCertificateEntry("root", trusted.getCertificate("main"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private HttpResponse<String> get(TlsSettings tls) throws Exception {
        try (Served served = Served.of(ServerSettings.on("127.0.0.1", 0).with(tls), routes());
                HttpClient client =
                        HttpClient.newBuilder().sslContext(trusting()).build()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + served.server.port() + "/a"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void handshake_thatStopsOrNeverBegins_endsWithItsTime() throws Exception {
        Patience patience = new Patience(
                Duration.ofMinutes(5), Duration.ofMillis(300), Duration.ofMinutes(5), 1, Duration.ofMinutes(5));
        ServerSettings settings =
                ServerSettings.on("127.0.0.1", 0).with(keyStore("main")).with(patience);
        try (Served served = Served.of(settings, routes());
                Socket silent = served.connect();
                Socket stopped = served.connect()) {
            // The head of a TLS record that would be a client's hello.
            stopped.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1});
            // An alert of TLS, if anything, and the end.
            for (Socket socket : List.of(silent, stopped)) {
                assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(64);
            }
            while (served.server.connections() > 0) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void start_keyStore_serves() throws Exception {
        HttpResponse<String> response = get(keyStore("main"));
        assertThat(response.body()).isEqualTo("secure: true");
        assertThat(response.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
    }

    /** A close in the TLS way would wait for the very write that it is to end. */
    @Test
    void stream_callerTakesNothing_failsTheWriter() throws Exception {
        CompletableFuture<IOException> told = new CompletableFuture<>();
        ServerSettings settings =
                ServerSettings.on("127.0.0.1", 0).with(keyStore("main")).patient(Duration.ofMillis(300));
        try (Served served = Served.of(settings, List.of(SlowCallerTest.endless(told)));
                Socket socket = trusting().getSocketFactory().createSocket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), served.server.port()));
            socket.getOutputStream().write(Requests.GET.formatted("/s").getBytes(StandardCharsets.US_ASCII));
            assertThat(told.get(20, TimeUnit.SECONDS)).hasMessage("the caller has gone");
            SlowCallerTest.awaitNothingAnswering(served);
        }
    }

    @Test
    void start_pemFiles_serves() throws Exception {
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        Path chain = pem("CERTIFICATE", keys.getCertificate("main").getEncoded());
        Path key = pem("PRIVATE KEY", keys.getKey("main", PASSWORD).getEncoded());
        assertThat(get(new TlsSettings.PemFiles(chain, key)).body()).isEqualTo("secure: true");
    }

    private Path pem(String type, byte[] bytes) throws IOException {
        return Files.writeString(
                folder.resolve(type.replace(' ', '_') + ".pem"),
                "-----BEGIN " + type + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes)
                        + "\n-----END " + type + "-----\n");
    }

    @Test
    void start_wrongAliasOrFile_saysSo() throws IOException {
        assertThat(start(keyStore("other")))
                .isEqualTo(new Starting.BadTls("the key store " + store + " has no key of the alias other"));
        Path empty = Files.createFile(folder.resolve("empty.pem"));
        assertThat(start(new TlsSettings.PemFiles(empty, empty))).isInstanceOf(Starting.BadTls.class);
        assertThat(start(new TlsSettings.PemFiles(empty, folder.resolve("none"))))
                .isEqualTo(new Starting.BadTls("there is no file " + folder.resolve("none")));
    }

    @Test
    void start_keyOfAnotherCertificate_saysSo() throws Exception {
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        Path chain = pem("CERTIFICATE", keys.getCertificate("main").getEncoded());
        for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
            Path key = pem(
                    "PRIVATE KEY",
                    KeyPairGenerator.getInstance(algorithm)
                            .generateKeyPair()
                            .getPrivate()
                            .getEncoded());
            assertThat(start(new TlsSettings.PemFiles(chain, key)))
                    .as(algorithm)
                    .isEqualTo(new Starting.BadTls(
                            "the key in " + key + " is not that of the first certificate in " + chain));
        }
    }

    private static Starting start(TlsSettings tls) {
        return HelidonServer.start(
                ServerSettings.on("127.0.0.1", 0).with(tls),
                Served.surface(routes()),
                new AtomicBoolean(),
                new Random(1));
    }

    @Test
    void start_plainRequestOnATlsPort_isNotAnswered() throws IOException {
        try (Served served = Served.of(ServerSettings.on("127.0.0.1", 0).with(keyStore("main")), routes());
                var socket = served.connect();
                InputStream in = socket.getInputStream()) {
            socket.getOutputStream().write("GET /a HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("HTTP/1.1");
        }
    }
}
