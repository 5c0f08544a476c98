package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.assembly.command.Commands;
import io.cofre.assembly.command.Terminal;
import io.cofre.domain.usecase.IssuedKey;
import io.cofre.local.postgres.EmbeddedPostgres;
import io.cofre.local.postgres.PostgresOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An onprem installation on a server that a DBA prepared by what {@code cofre db init} prints, and nobody else. */
class PreparedDatabaseTest {
    private static final String SERVICE_PASSWORD = "service-password";
    private static final String OWNER_PASSWORD = "owner-password";

    @TempDir
    private Path directory;

    private EmbeddedPostgres server;
    private String superPassword = "";
    private OwnRedis redis;

    @BeforeEach
    void startServers() throws IOException {
        server = EmbeddedPostgres.start(directory.resolve("postgres"), PostgresOptions.defaults());
        superPassword = new String(server.password());
        redis = OwnRedis.start();
        Files.writeString(directory.resolve("master"), "0123456789abcdef".repeat(4));
        Files.setPosixFilePermissions(directory.resolve("master"), PosixFilePermissions.fromString("rw-------"));
    }

    @AfterEach
    void stopServers() throws IOException {
        redis.close();
        server.close();
    }

    /** How a command ended. */
    private record Ran(int status, String out, String err) {}

    @Test
    void init_onAnEmptyServer_isEnoughForANodeAndNoMore() throws Exception {
        prepare("cofre");
        prepare("cofre");

        List<IssuedKey> admins = new ArrayList<>();
        try (ServingNode node = Nodes.start(directory, environment("cofre"), admins::add)) {
            Caller admin = Caller.of(node.address(), admins.getFirst().token().reveal());
            String token = remembering(admin);
            assertThat(found(admin.with(token))).isEqualTo(1);
        }

        assertThat(superuser(
                        "cofre",
                        "SELECT rolname FROM pg_roles WHERE rolname LIKE 'cofre%' AND (rolsuper OR rolcreaterole"
                                + " OR rolcreatedb OR rolreplication OR rolbypassrls OR rolinherit)"))
                .isEmpty();
        assertThat(superuser(
                        "cofre",
                        "SELECT m.roleid::regrole || ' ' || m.inherit_option || ' ' || m.set_option || ' '"
                                + " || m.admin_option FROM pg_auth_members m"
                                + " WHERE m.member = 'cofre_service'::regrole ORDER BY 1"))
                .containsExactly(
                        "cofre_reader false true false",
                        "cofre_system false true false",
                        "cofre_writer false true false");
        assertThat(superuser(
                        "cofre",
                        "SELECT classid::regclass FROM pg_shdepend WHERE refobjid = 'cofre_service'::regrole"
                                + " AND deptype = 'o'"))
                .isEmpty();
        assertThat(superuser(
                        "cofre",
                        "SELECT DISTINCT nspowner::regrole::text FROM pg_namespace"
                                + " WHERE nspname IN ('ledger', 'cofre', 'vault')"))
                .containsExactly("cofre_migrate");
        for (String forbidden : List.of(
                "SELECT * FROM cofre.tenants",
                "SET ROLE cofre_memory",
                "SET ROLE cofre_migrate",
                "CREATE TABLE public.mine (one integer)",
                "CREATE SCHEMA mine",
                "CREATE TEMPORARY TABLE mine (one integer)")) {
            assertThatThrownBy(() -> query("cofre", "cofre_service", SERVICE_PASSWORD, forbidden))
                    .as(forbidden)
                    .isInstanceOf(SQLException.class)
                    .extracting(failure -> ((SQLException) failure).getSQLState())
                    .isEqualTo("42501");
        }
    }

    @Test
    void init_whereUsersMayMoreThanIsAskedFor_isRefused() throws Exception {
        superuser("postgres", "CREATE ROLE cofre_service LOGIN CREATEDB");
        assertThatThrownBy(() -> prepare("cofre")).hasMessageContaining("may do more than Cofre may: cofre_service");

        superuser("postgres", "ALTER ROLE cofre_service NOCREATEDB", "GRANT pg_read_all_data TO cofre_service");
        assertThatThrownBy(() -> prepare("cofre")).hasMessageContaining("also a member of pg_read_all_data");

        superuser(
                "postgres",
                "REVOKE pg_read_all_data FROM cofre_service",
                "CREATE DATABASE another OWNER cofre_service");
        assertThatThrownBy(() -> prepare("cofre")).hasMessageContaining("cofre_service owns something");

        superuser("postgres", "DROP DATABASE another");
        prepare("cofre");
        assertThat(run(Map.of(), "db", "init", "--user", "cofre_reader").status())
                .isEqualTo(64);
        assertThat(run(Map.of(), "db", "init", "--user", "cofre_migrate").status())
                .isEqualTo(64);
        assertThat(run(Map.of(), "db", "init", "--database", "a\"b").status()).isEqualTo(64);
    }

    @Test
    void start_onADatabaseThatNobodyPrepared_saysWhatIsLacking() throws Exception {
        superuser(
                "postgres",
                "CREATE ROLE cofre_migrate LOGIN PASSWORD '" + OWNER_PASSWORD + "'",
                "CREATE DATABASE cofre");

        assertThatThrownBy(() -> Nodes.start(directory, environment("cofre"), token -> {}))
                .isInstanceOf(StartFailure.class)
                .hasMessage(
                        "the database user cofre_migrate lacks the role cofre_reader, the role cofre_writer, the role"
                                + " cofre_system, the role cofre_memory, the right to create in the database cofre: have a DBA"
                                + " run what cofre db init prints");
    }

    @Test
    void backup_whileTheServiceRuns_isRestoredIntoAnEmptyDatabaseOfEitherKind() throws Exception {
        prepare("cofre");
        prepare("restored");
        Path file = directory.resolve("backup.zip");
        List<IssuedKey> admins = new ArrayList<>();
        String token;
        try (ServingNode node = Nodes.start(directory, environment("cofre"), admins::add)) {
            Caller admin = Caller.of(node.address(), admins.getFirst().token().reveal());
            token = remembering(admin);

            Ran written = run(environment("cofre"), "backup", file.toString());
            assertThat(written.status()).as(written.err()).isZero();
            assertThat(written.out()).matches("[1-9][0-9]* rows in .*backup\\.zip\n");
        }

        Ran restored = run(environment("restored"), "restore", file.toString());
        assertThat(restored.status()).as(restored.err()).isZero();
        assertThat(restored.out()).matches("[1-9][0-9]* rows restored\n[1-9][0-9]* spans verified\n");
        // What stood in the way of the restore is back.
        assertThat(superuser(
                        "restored",
                        "SELECT relname FROM pg_class WHERE relnamespace = 'ledger'::regnamespace"
                                + " AND relforcerowsecurity ORDER BY 1"))
                .containsExactly("heads", "keys", "nonces", "once", "universal_registry");
        assertThat(superuser(
                        "restored",
                        "SELECT tgname || ' ' || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1"))
                .containsExactly("append_only A", "tell_timeline O");
        Ran again = run(environment("restored"), "restore", file.toString());
        assertThat(again.status()).isEqualTo(78);
        assertThat(again.err()).contains("the database is not empty");

        try (ServingNode node = Nodes.start(directory, environment("restored"), admins::add)) {
            Caller ana = Caller.of(node.address(), token);
            assertThat(found(ana)).isEqualTo(1);
            assertThat(remember(ana, "Dan prefere café curto")).isEqualTo(200);
            assertThat(found(ana)).isEqualTo(2);
        }

        Path own = Files.createDirectories(directory.resolve("own"));
        Files.copy(directory.resolve("master"), own.resolve("master.key"));
        Files.setPosixFilePermissions(own.resolve("master.key"), PosixFilePermissions.fromString("rw-------"));
        Map<String, String> embedded = Map.of("COFRE_DATA_DIR", own.toString());
        Ran toEmbedded = run(embedded, "restore", file.toString());
        assertThat(toEmbedded.status()).as(toEmbedded.err()).isZero();
        Path back = directory.resolve("back.zip");
        Ran fromEmbedded = run(embedded, "backup", back.toString());
        assertThat(fromEmbedded.status()).as(fromEmbedded.err()).isZero();
        prepare("moved");
        Ran moved = run(environment("moved"), "restore", back.toString());
        assertThat(moved.status()).as(moved.err()).isZero();
        assertThat(moved.out()).isEqualTo(restored.out()).isEqualTo(toEmbedded.out());
    }

    /** The script as it is printed, run by a superuser. */
    private void prepare(String database) throws SQLException {
        Ran printed = run(Map.of(), "db", "init", "--database", database);
        assertThat(printed.status()).as(printed.err()).isZero();
        new Psql(
                        server::jdbcUrl,
                        server.user(),
                        superPassword,
                        Map.of("cofre_service", SERVICE_PASSWORD, "cofre_migrate", OWNER_PASSWORD))
                .run(printed.out());
    }

    private Map<String, String> environment(String database) {
        Map<String, String> environment = new HashMap<>(redis.environment());
        environment.putAll(Map.of(
                "COFRE_POSTGRES_URL",
                server.jdbcUrl(database),
                "COFRE_POSTGRES_PASSWORD_FILE",
                "env:SERVICE_PASSWORD",
                "SERVICE_PASSWORD",
                SERVICE_PASSWORD,
                "COFRE_POSTGRES_MIGRATE_USER",
                "cofre_migrate",
                "COFRE_POSTGRES_MIGRATE_PASSWORD_FILE",
                "env:OWNER_PASSWORD",
                "OWNER_PASSWORD",
                OWNER_PASSWORD,
                "COFRE_VAULT_MASTER_KEY_FILE",
                directory.resolve("master").toString(),
                "COFRE_DATA_DIR",
                directory.resolve("data-" + database).toString()));
        return environment;
    }

    /** Makes a wallet that remembers one thing; returns its token. */
    private static String remembering(Caller admin) {
        admin.post("/api/admin/tenants", "{\"tenant_id\":\"acme\",\"name\":\"Acme\"}");
        admin.post(
                "/api/admin/wallets",
                "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"owner_id\":\"ana@acme\"}");
        String token = Caller.member(
                admin.post(
                        "/auth/keys/issue",
                        "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"scopes\":[\"memory.*\"],"
                                + "\"ttl_hours\":24}"),
                "token");
        assertThat(remember(admin.with(token), "Ana gosta de café coado")).isEqualTo(200);
        return token;
    }

    private static int remember(Caller caller, String content) {
        return caller.post("/cli/memory.add", "{\"content\":\"" + content + "\"}")
                .statusCode();
    }

    private static int found(Caller caller) {
        String body = caller.post("/cli/memory.search", "{\"query\":\"café\"}").body();
        return body.split("\"content\"", -1).length - 1;
    }

    private static Ran run(Map<String, String> environment, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = new Commands(new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        environment,
                        Map.of()))
                .run(args);
        return new Ran(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The first column of the last statement's rows. */
    private List<String> superuser(String database, String... statements) throws SQLException {
        return query(database, server.user(), superPassword, statements);
    }

    private List<String> query(String database, String user, String password, String... statements)
            throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(database), user, password);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                rows.clear();
                if (statement.execute(sql)) {
                    try (ResultSet found = statement.getResultSet()) {
                        while (found.next()) {
                            rows.add(found.getString(1));
                        }
                    }
                }
            }
        }
        return rows;
    }
}
