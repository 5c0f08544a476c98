package io.cofre.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.provider.ProviderOutcome;
import io.cofre.ports.provider.ProviderOutcome.Completed;
import io.cofre.ports.provider.ProviderOutcome.Failed;
import io.cofre.ports.provider.ProviderOutcome.Kind;
import io.cofre.ports.provider.ProviderOutcome.Usage;
import io.cofre.ports.vault.SecretBytes;
import io.helidon.common.tls.Tls;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Providers over TLS, with certificates that the test makes. */
class ProviderTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final Duration AMPLE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final CollectingSink sink = new CollectingSink();

    @Test
    void invoke_certificateOfATrustedAuthority_isAnswered() throws Exception {
        KeyStore keys = certificateFor("dns:localhost");
        try (StandIn standIn = new StandIn(serving(keys))) {
            standIn.thenReply(200, "application/json", Vendor.OPENAI.whole("over TLS", 3, 4));
            assertThat(trusting(keys, standIn))
                    .isEqualTo(new Completed("over TLS", Optional.of(new Usage(3, 4)), Optional.empty()));
        }
    }

    @Test
    void invoke_certificateOfAnUnknownAuthority_isRefusedBeforeTheKeyIsSent() throws Exception {
        try (StandIn standIn = new StandIn(serving(certificateFor("dns:localhost")));
                OpenAiProvider provider = new OpenAiProvider(settings(standIn), new Random(1))) {
            assertThat(Calls.invoke(provider, Calls.call(false, AMPLE), sink))
                    .isEqualTo(refused(
                            standIn,
                            "its certificate is of no authority that this Java trusts (javax.net.ssl.trustStore names"
                                    + " another list of them)"));
            assertThat(standIn.seen).isEmpty();
        }
    }

    @Test
    void invoke_certificateForAnotherName_isRefusedBeforeTheKeyIsSent() throws Exception {
        KeyStore keys = certificateFor("dns:elsewhere.example");
        try (StandIn standIn = new StandIn(serving(keys))) {
            assertThat(trusting(keys, standIn))
                    .isEqualTo(refused(standIn, "its certificate is for another name, or out of date"));
            assertThat(standIn.seen).isEmpty();
        }
    }

    private static Failed refused(StandIn standIn, String why) {
        return new Failed(
                Kind.UNAVAILABLE,
                false,
                "no connection to https://localhost:" + standIn.port() + "/v1: " + why,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static ProviderSettings settings(StandIn standIn) {
        return ProviderSettings.of("openai", "https://localhost:" + standIn.port() + "/v1");
    }

    private ProviderOutcome trusting(KeyStore keys, StandIn standIn) throws Exception {
        KeyStore roots = KeyStore.getInstance("PKCS12");
        roots.load(null, PASSWORD);
        roots.setCertificateEntry("root", keys.getCertificate("main"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(roots);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        try (HttpCalls calls = new HttpCalls(
                        settings(standIn),
                        new OpenAiDialect(false),
                        new Random(1),
                        Tls.builder().sslContext(context).build());
                SecretBytes key = SecretBytes.owning(Calls.KEY.getBytes(StandardCharsets.US_ASCII))) {
            return calls.invoke(Calls.call(false, AMPLE), key, sink);
        }
    }

    private static Tls serving(KeyStore keys) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return Tls.builder().sslContext(context).build();
    }

    /** The JDK makes no certificates but by its own tool. */
    private KeyStore certificateFor(String name) throws Exception {
        Path store = folder.resolve("server.p12");
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
                        "CN=stand-in",
                        "-ext",
                        "san=" + name))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        return KeyStore.getInstance(store.toFile(), PASSWORD);
    }
}
