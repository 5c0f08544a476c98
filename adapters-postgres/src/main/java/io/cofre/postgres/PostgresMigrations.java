package io.cofre.postgres;

import io.cofre.ports.PortFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.exception.FlywayValidateException;

/**
 * Brings the schema {@code ledger} to this program's version. Several programs may start at once: one migrates, under
 * Flyway's advisory lock, and the others find it done.
 */
public final class PostgresMigrations {
    /** What the user lacks that only a DBA can give; no row where it has all, or may give it to itself. */
    private static final String LACKS = """
            SELECT current_user AS who, string_agg(lack, ', ') AS lacks
              FROM (SELECT 'the role ' || wanted AS lack
                      FROM unnest(ARRAY['cofre_reader', 'cofre_writer', 'cofre_system', 'cofre_memory']) AS wanted
                     WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted)
                    UNION ALL
                    SELECT 'membership of ' || rolname
                      FROM pg_roles
                     WHERE rolname = 'cofre_memory' AND NOT pg_has_role(oid, 'SET')
                    UNION ALL
                    SELECT 'the right to create in the database ' || current_database()
                     WHERE to_regnamespace('ledger') IS NULL
                       AND NOT has_database_privilege(current_database(), 'CREATE')) AS lacking
             WHERE NOT (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user)
            HAVING count(*) > 0
            """;

    private final DataSource owner;
    private final Flyway flyway;

    /** @param owner connects as the user that owns the schema ({@code postgres.migrate_user}) */
    public PostgresMigrations(DataSource owner) {
        this.owner = owner;
        this.flyway = Flyway.configure(PostgresMigrations.class.getClassLoader())
                .dataSource(owner)
                .locations("classpath:db/migration")
                .defaultSchema("ledger")
                .schemas("ledger")
                .createSchemas(true)
                .cleanDisabled(true)
                .validateMigrationNaming(true)
                // Later versions too: a database newer than the program is not for it.
                .ignoreMigrationPatterns(new String[0])
                .load();
    }

    /**
     * Applies what is missing.
     *
     * @return the schema's version
     * @throws PortFailure.Rejected where the database is newer than this program, was changed by hand, or lacks what a
     *     DBA makes
     * @throws PortFailure.Unavailable where the database does not answer; nothing half done is left
     */
    public String apply() {
        try {
            requirePrepared();
            refuseNewer();
            return String.valueOf(flyway.migrate().targetSchemaVersion);
        } catch (FlywayValidateException e) {
            throw new PortFailure.Rejected(
                    "the schema ledger is not as this program's migrations made it: " + e.getMessage(), e);
        } catch (FlywayException e) {
            throw PostgresFailures.reading("migrating the schema ledger", e);
        }
    }

    private void requirePrepared() {
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement();
                ResultSet lacking = statement.executeQuery(LACKS)) {
            if (lacking.next()) {
                throw new PortFailure.Rejected("the database user " + lacking.getString("who") + " lacks "
                        + lacking.getString("lacks") + ": have a DBA run what cofre db init prints");
            }
        } catch (SQLException e) {
            throw PostgresFailures.reading("migrating the schema ledger", e);
        }
    }

    private void refuseNewer() {
        MigrationInfo[] all = flyway.info().all();
        Optional<MigrationInfo> newer = Arrays.stream(all)
                .filter(migration -> migration.getState() == MigrationState.FUTURE_SUCCESS
                        || migration.getState() == MigrationState.FUTURE_FAILED)
                .reduce((first, second) -> second);
        if (newer.isPresent()) {
            String known = Arrays.stream(all)
                    .filter(migration -> migration.getState().isResolved())
                    .reduce((first, second) -> second)
                    .map(migration -> String.valueOf(migration.getVersion()))
                    .orElse("none");
            throw new PortFailure.Rejected("the database's schema ledger has version "
                    + newer.get().getVersion() + ", and this program knows versions up to " + known
                    + ": start a program at least as new as the one that migrated it");
        }
    }
}
