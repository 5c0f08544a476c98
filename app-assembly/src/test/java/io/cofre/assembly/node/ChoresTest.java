package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.assembly.config.Config;
import io.cofre.assembly.telemetry.Telemetry;
import io.cofre.assembly.wiring.Assembled;
import io.cofre.assembly.wiring.Closing;
import io.cofre.assembly.wiring.Foundation;
import io.cofre.assembly.wiring.Stores;
import io.cofre.domain.usecase.FirstStart;
import io.cofre.http.helidon.HelidonServer;
import io.cofre.http.helidon.ServerSettings;
import io.cofre.http.helidon.Starting;
import io.cofre.local.postgres.SharedPostgres;
import io.cofre.local.vault.MasterKeys;
import io.cofre.ports.nonce.Nonces;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.vault.SecretRef;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.PostgresLogin;
import io.cofre.postgres.PostgresMigrations;
import io.cofre.postgres.PostgresOwner;
import io.cofre.testkit.fixtures.SettableClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything that expires, expired by the clock and swept from a real database. */
class ChoresTest {
    private static final KeyId KEY =
            KeyId.parse("did:logline:" + "0".repeat(64)).orElseThrow();
    private static final SecretRef ORPHAN = new SecretRef("vlt_orphan_of_a_test");
    private static final SecretRef DROPPED = new SecretRef("vlt_dropped_by_a_test");

    @TempDir
    private Path directory;

    // The vault's rows are dated by the database.
    private final SettableClock clock = new SettableClock(Instant.now().truncatedTo(ChronoUnit.MILLIS));
    private final Closing closing = new Closing();
    private Config config;
    private Assembled node;
    private DataSource owner;

    @BeforeEach
    void assemble() throws IOException {
        Files.createDirectory(directory.resolve("cofre-data"));
        SharedPostgres postgres = SharedPostgres.get();
        String url = postgres.freshDatabase("chores");
        config = Nodes.config(directory, Map.of("COFRE_ASSEMBLY", "embedded"), 0);
        try (SecretBytes password = secret(postgres.password());
                SecretBytes service = secret("service-password")) {
            owner = PostgresOwner.source(url, postgres.user(), password);
            new PostgresMigrations(owner).apply();
            PostgresLogin.provision(owner, "chores_service", service);
            PostgresConnections connections = closing.keep(
                    "connections",
                    new PostgresConnections(url, "chores_service", service, PostgresConnections.Sizes.DEFAULT));
            node = Assembled.of(
                    new Foundation(config, clock, URI.create("http://cofre.test"), Telemetry.off(), closing),
                    new Stores(
                            connections,
                            MasterKeys.parse("0123456789abcdef".repeat(4), "the test"),
                            Duration.ofDays(3_650),
                            Optional.empty()));
        }
    }

    @AfterEach
    void close() {
        closing.close();
    }

    private static SecretBytes secret(String text) {
        return SecretBytes.owning(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void sweeps_whatExpiredAndWhatDidNot_removeTheOneAndKeepTheOther() throws SQLException {
        plant();
        assertThat(swept()).as("nothing is over yet").containsOnly(Map.entry("dropped secrets", 1));
        Map<String, Long> before = rows();
        assertThat(before)
                .allSatisfy((table, rows) -> assertThat(rows).as(table).isPositive());

        clock.advance(Nonces.KEPT.minusSeconds(1));
        assertThat(swept()).as("within the window of requests' nonces").isEmpty();

        clock.advance(Duration.ofDays(2));
        assertThat(swept())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "expired tokens", 1,
                        "expired memories", 1,
                        "wallet sessions", 1,
                        "request nonces", 1,
                        "ledger nonces", Math.toIntExact(before.getOrDefault("ledger.nonces", 0L)),
                        "idempotency records", 1,
                        "orphaned secrets", 1));
        assertThat(count("vault.secrets WHERE ref IN ('" + ORPHAN + "', '" + DROPPED + "')"))
                .isZero();
        assertThat(count("cofre.auth_api_tokens WHERE status = 'expired'")).isEqualTo(1);
        assertThat(swept()).as("all of it is done").isEmpty();
        assertThat(node.cofre().ledger().verify().verify(done -> {}).fault()).isEmpty();
    }

    /** By chore, how many; those that found nothing are left out. */
    private Map<String, Integer> swept() {
        Map<String, Integer> swept = new LinkedHashMap<>();
        for (Chore chore : Chores.sweeps(node, config.scheduler())) {
            int done = chore.work().getAsInt();
            if (done > 0) {
                swept.put(chore.name(), done);
            }
        }
        return swept;
    }

    private void plant() throws SQLException {
        FirstStart.Started.First first =
                (FirstStart.Started.First) node.cofre().upkeep().firstStart().start();
        Starting.Started started = (Starting.Started)
                HelidonServer.start(ServerSettings.on("127.0.0.1", 0), node.surface(), node.draining(), node.random());
        try (HelidonServer server = started.server()) {
            Caller admin = Caller.of(
                    URI.create("http://127.0.0.1:" + server.port()),
                    first.admin().token().reveal());
            done(admin.post("/api/admin/tenants", "{\"tenant_id\":\"acme\",\"name\":\"Acme\"}"));
            done(admin.post(
                    "/api/admin/wallets",
                    "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"owner_id\":\"ana@acme\"}"));
            HttpResponse<String> issued = admin.post(
                    "/auth/keys/issue",
                    "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"ttl_hours\":1,"
                            + "\"scopes\":[\"memory.*\",\"wallet.open\"]}");
            done(issued);
            Caller ana = admin.with(Caller.member(issued, "token"));
            done(ana.post("/wallet/open", "{}"));
            done(ana.once("once", "/cli/memory.add", "{\"content\":\"soon gone\",\"ttl_hours\":1}"));
            done(ana.post("/cli/memory.add", "{\"content\":\"here to stay\"}"));
        }
        node.nonces().take(KEY, "a nonce", clock.instant());
        try (SecretBytes secret = secret("nobody names it")) {
            node.vault().orElseThrow().keep(Map.of(ORPHAN, secret, DROPPED, secret));
        }
        execute("INSERT INTO vault.leftovers (ref, cause_id, cause_seq, position) VALUES ('" + DROPPED
                + "', gen_random_uuid(), 0, 1)");
        execute("INSERT INTO ledger.nonces (key_id, nonce, ts) VALUES ('" + KEY + "', 'a nonce', '" + clock.instant()
                + "')");
    }

    private static void done(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
    }

    private Map<String, Long> rows() throws SQLException {
        Map<String, Long> rows = new LinkedHashMap<>();
        for (String table : new String[] {
            "cofre.wallet_sessions", "cofre.request_nonces", "ledger.nonces", "ledger.once", "vault.secrets"
        }) {
            rows.put(table, count(table));
        }
        return rows;
    }

    private long count(String what) throws SQLException {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + what)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
