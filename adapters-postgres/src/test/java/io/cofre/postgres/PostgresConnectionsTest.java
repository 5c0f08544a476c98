package io.cofre.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.ports.PortFailure;
import io.cofre.ports.vault.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PostgresConnectionsTest {
    private static Database database;

    @BeforeAll
    static void open() {
        database = Database.fresh("connections");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @ParameterizedTest
    @EnumSource(PostgresRole.class)
    void sql_eachPool_isItsRole(PostgresRole role) {
        assertThat(database.connections()
                        .sql(role)
                        .fetchSingle("SELECT current_user::text, session_user::text")
                        .intoList())
                .isEqualTo(List.of(role.sqlName(), "cofre_app"));
    }

    @Test
    void provision_itsUserAndRoles_ownNothingAndInheritNothing() {
        assertThat(database.ownerSql()
                        .fetchValues("SELECT count(*) FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid"
                                + " WHERE d.deptype = 'o' AND r.rolname LIKE 'cofre_%'"
                                // Nobody is a member of it: it owns the index of memories, behind its functions.
                                + " AND r.rolname <> 'cofre_memory'"))
                .isEqualTo(List.of(0L));
        assertThat(database.ownerSql()
                        .fetchValues("SELECT rolname::text FROM pg_roles WHERE rolname LIKE 'cofre_%'"
                                + " AND (rolsuper OR rolinherit OR rolcreaterole OR rolcreatedb OR rolbypassrls)"))
                .isEmpty();
        try (PostgresConnections bare = database.connect()) {
            assertThatThrownBy(() ->
                            DSL.using(bare.listening(), SQLDialect.POSTGRES).fetch("SELECT * FROM ledger.heads"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void provision_twice_setsTheLastPassword() {
        SecretBytes other = SecretBytes.owning("another".getBytes(StandardCharsets.UTF_8));
        PostgresLogin.provision(database.owner(), "cofre_second", Database.password());
        PostgresLogin.provision(database.owner(), "cofre_second", other);

        try (PostgresConnections connections =
                new PostgresConnections(database.url(), "cofre_second", other, PostgresConnections.Sizes.DEFAULT)) {
            assertThat(connections.sql(PostgresRole.SYSTEM).fetchValue("SELECT 1"))
                    .isEqualTo(1);
        }
    }

    @Test
    void read_wrongPassword_isRejectedWithoutIt() {
        SecretBytes wrong = SecretBytes.owning("a wrong one".getBytes(StandardCharsets.UTF_8));
        try (PostgresConnections connections =
                new PostgresConnections(database.url(), "cofre_app", wrong, PostgresConnections.Sizes.DEFAULT)) {
            assertThatThrownBy(() -> PostgresFailures.read(
                            "asking", () -> connections.sql(PostgresRole.SYSTEM).fetchValue("SELECT 1")))
                    .isInstanceOf(PortFailure.Rejected.class)
                    .hasMessageContaining("SQL state 28P01")
                    .hasMessageNotContaining("a wrong one");
        }
    }

    @Test
    void read_noServer_isUnavailable() {
        try (PostgresConnections connections = new PostgresConnections(
                "jdbc:postgresql://127.0.0.1:1/none",
                "cofre_app",
                Database.password(),
                PostgresConnections.Sizes.DEFAULT)) {
            assertThatThrownBy(() -> PostgresFailures.write(
                            "asking", () -> connections.sql(PostgresRole.SYSTEM).fetchValue("SELECT 1")))
                    .isInstanceOf(PortFailure.Unavailable.class);
        }
    }
}
