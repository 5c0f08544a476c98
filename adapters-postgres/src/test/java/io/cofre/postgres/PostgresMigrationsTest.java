package io.cofre.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.ports.PortFailure;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

final class PostgresMigrationsTest {
    @Test
    void apply_twice_secondFindsItDone() {
        try (Database database = Database.fresh("migrations_twice")) {
            int before = database.ownerSql().fetchCount(DSL.table("ledger.flyway_schema_history"));

            new PostgresMigrations(database.owner()).apply();

            assertThat(database.ownerSql().fetchCount(DSL.table("ledger.flyway_schema_history")))
                    .isEqualTo(before);
        }
    }

    @Test
    void apply_newerSchema_isRejectedWithBothVersions() {
        try (Database database = Database.fresh("migrations_newer")) {
            database.ownerSql()
                    .execute("INSERT INTO ledger.flyway_schema_history"
                            + " (installed_rank, version, description, type, script, checksum, installed_by,"
                            + " execution_time, success)"
                            + " VALUES (9999, '999', 'later', 'SQL', 'V999__later.sql', 1, 'x', 1, true)");

            assertThatThrownBy(() -> new PostgresMigrations(database.owner()).apply())
                    .isInstanceOf(PortFailure.Rejected.class)
                    .hasMessageContaining("has version 999")
                    .hasMessageContaining("knows versions up to 0");
        }
    }

    @Test
    void apply_changedByHand_isRejected() {
        try (Database database = Database.fresh("migrations_changed")) {
            database.ownerSql()
                    .execute("UPDATE ledger.flyway_schema_history SET checksum = checksum + 1 WHERE version = '002'");

            assertThatThrownBy(() -> new PostgresMigrations(database.owner()).apply())
                    .isInstanceOf(PortFailure.Rejected.class);
        }
    }

    @Test
    void apply_noServer_isUnavailable() {
        PGSimpleDataSource nowhere = new PGSimpleDataSource();
        nowhere.setUrl("jdbc:postgresql://127.0.0.1:1/none");
        nowhere.setUser("nobody");
        nowhere.setPassword("nothing");

        assertThatThrownBy(() -> new PostgresMigrations(nowhere).apply()).isInstanceOf(PortFailure.Unavailable.class);
    }
}
