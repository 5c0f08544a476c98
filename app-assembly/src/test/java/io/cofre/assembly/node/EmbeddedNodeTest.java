package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.domain.usecase.IssuedKey;
import io.cofre.domain.usecase.RotatePepper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The assembly {@code embedded}, on a PostgreSQL of its own. */
class EmbeddedNodeTest {
    private static final Map<String, String> EMBEDDED = Map.of("COFRE_ASSEMBLY", "embedded");

    @TempDir
    private Path directory;

    @Test
    void start_portInUse_makesNothingAtAll() throws IOException {
        List<IssuedKey> admins = new ArrayList<>();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Nodes.start(directory, EMBEDDED, taken.getLocalPort(), admins::add))
                    .isInstanceOfSatisfying(
                            StartFailure.class,
                            failure -> assertThat(failure.status()).isEqualTo(ExitStatus.UNAVAILABLE))
                    .hasMessage("port " + taken.getLocalPort()
                            + " of 127.0.0.1 is in use: stop what listens on it, or choose another with --port");
        }
        assertThat(admins).as("a token that the next start would replace").isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void start_beforeItsTokenIsShown_answersThatItIsStarting() {
        int port = freePort();
        List<HttpResponse<String>> early = new ArrayList<>();
        try (ServingNode node = Nodes.start(
                directory,
                EMBEDDED,
                port,
                issued -> early.add(Caller.of(
                                URI.create("http://127.0.0.1:" + port),
                                issued.token().reveal())
                        .get("/auth/whoami")))) {
            assertThat(early.getFirst().statusCode()).isEqualTo(503);
            assertThat(early.getFirst().headers().firstValue("Retry-After")).contains("1");
            assertThat(early.getFirst().body()).contains("\"code\":\"ledger.unavailable\"");
            assertThat(Caller.of(node.address(), "").get("/health/ready").statusCode())
                    .isEqualTo(200);
        }
    }

    private static int freePort() {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void start_firstAndAgain_servesAndKeepsWhatWasWritten() throws IOException {
        List<IssuedKey> admins = new ArrayList<>();
        String former;
        try (ServingNode node = Nodes.start(directory, EMBEDDED, admins::add)) {
            former = admins.getFirst().token().reveal();
            assertThat(Caller.of(node.address(), former).get("/health/ready").body())
                    .isEqualTo("{\"status\":\"ready\",\"checks\":[{\"name\":\"postgres\",\"status\":\"up\"},"
                            + "{\"name\":\"vault\",\"status\":\"up\"},{\"name\":\"journal\",\"status\":\"up\"}]}");
            Path data = directory.resolve("cofre-data");
            for (String file : List.of("master.key", "trust.json")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file))))
                        .as(file)
                        .isEqualTo("rw-------");
            }
            assertThatThrownBy(() -> Nodes.start(directory, EMBEDDED, admins::add))
                    .isInstanceOfSatisfying(
                            StartFailure.class,
                            failure -> assertThat(failure.status()).isEqualTo(ExitStatus.UNAVAILABLE))
                    .hasMessageContaining("choose another directory (see --data)");
        }

        String memory;
        String token;
        try (ServingNode node = Nodes.start(directory, EMBEDDED, admins::add)) {
            assertThat(admins).as("the first was never used").hasSize(2);
            Caller admin = Caller.of(node.address(), admins.getLast().token().reveal());
            assertThat(admin.with(former).get("/auth/whoami").statusCode()).isEqualTo(401);
            assertThat(admin.get("/auth/whoami").statusCode()).isEqualTo(200);
            admin.post("/api/admin/tenants", "{\"tenant_id\":\"acme\",\"name\":\"Acme\"}");
            HttpResponse<String> wallet = admin.post(
                    "/api/admin/wallets",
                    "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"owner_id\":\"ana@acme\"}");
            assertThat(wallet.statusCode()).as(wallet.body()).isEqualTo(201);
            token = Caller.member(
                    admin.post(
                            "/auth/keys/issue",
                            "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"scopes\":[\"memory.*\"],"
                                    + "\"ttl_hours\":24}"),
                    "token");
            long rows = new Backup(Nodes.config(directory, EMBEDDED, 0), EMBEDDED, new Progress(System.err))
                    .write(directory.resolve("backup.zip"), true);
            assertThat(rows).as("while the node runs").isPositive();
            memory = Caller.member(
                    admin.with(token).post("/cli/memory.add", "{\"content\":\"Dan prefere espresso curto\"}"),
                    "memory_id");
        }
        Progress progress = new Progress(System.err);
        try (OpenedNode offline = OpenedNode.existing(Nodes.config(directory, EMBEDDED, 0), EMBEDDED, progress)) {
            assertThat(offline.assembled().cofre().upkeep().rotatePepper().rotate())
                    .isEqualTo(new RotatePepper.Rotated.Made(2, Set.of(1)));
        }

        try (ServingNode node = Nodes.start(directory, EMBEDDED, admins::add)) {
            assertThat(admins).as("the second was used").hasSize(2);
            HttpResponse<String> found =
                    Caller.of(node.address(), token).post("/cli/memory.search", "{\"query\":\"espressos\"}");
            assertThat(Caller.member(found, "memory_id"))
                    .as("by a token of the former pepper")
                    .isEqualTo(memory);
            HttpResponse<String> issued = Caller.of(
                            node.address(), admins.getLast().token().reveal())
                    .post(
                            "/auth/keys/issue",
                            "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"scopes\":[\"memory.*\"],"
                                    + "\"ttl_hours\":24}");
            assertThat(Caller.member(issued, "token_hash")).startsWith("argon2id$v2$");
            assertThat(Caller.of(node.address(), Caller.member(issued, "token"))
                            .get("/auth/whoami")
                            .statusCode())
                    .isEqualTo(200);
        }

        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Nodes.start(directory, EMBEDDED, taken.getLocalPort(), admins::add))
                    .isInstanceOfSatisfying(
                            StartFailure.class,
                            failure -> assertThat(failure.status()).isEqualTo(ExitStatus.UNAVAILABLE))
                    .hasMessage("port " + taken.getLocalPort()
                            + " of 127.0.0.1 is in use: stop what listens on it, or choose another with --port");
        }

        Files.delete(directory.resolve("cofre-data/trust.json"));
        assertThatThrownBy(() -> Nodes.start(directory, EMBEDDED, admins::add))
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        failure -> assertThat(failure.status()).isEqualTo(ExitStatus.CONFIG))
                .hasMessageStartingWith("this node does not trust the root of the ledger: did:logline:");

        Files.delete(directory.resolve("cofre-data/master.key"));
        assertThatThrownBy(() -> Nodes.start(directory, EMBEDDED, admins::add))
                .isInstanceOfSatisfying(
                        StartFailure.class,
                        failure -> assertThat(failure.status()).isEqualTo(ExitStatus.CONFIG))
                .hasMessageStartingWith("there is no master key file");
    }
}
