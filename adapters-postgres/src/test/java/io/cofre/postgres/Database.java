package io.cofre.postgres;

import io.cofre.local.postgres.SharedPostgres;
import io.cofre.ports.vault.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.ds.PGSimpleDataSource;

/** A database of its own for one test class: migrated, with the service's user, on the server of this JVM. */
public final class Database implements AutoCloseable {
    private static final String USER = "cofre_app";
    private static final String PASSWORD = "cofre_app's password, with \u00fc";

    private final String url;
    private final PGSimpleDataSource owner;
    private final PostgresConnections connections;

    private Database(String url, PGSimpleDataSource owner) {
        this.url = url;
        this.owner = owner;
        this.connections = connect();
    }

    /** Drops one of the same name before. */
    public static Database fresh(String name) {
        SharedPostgres server = SharedPostgres.get();
        String url = server.freshDatabase(name);
        PGSimpleDataSource owner = new PGSimpleDataSource();
        owner.setUrl(url);
        owner.setUser(server.user());
        owner.setPassword(server.password());
        new PostgresMigrations(owner).apply();
        PostgresLogin.provision(owner, USER, password());
        return new Database(url, owner);
    }

    /** Takes every row out, as nobody but its owner could: quicker than another database. */
    public void empty() {
        List<String> tables = ownerSql()
                .fetch("SELECT format('%I.%I', schemaname, tablename) FROM pg_tables"
                        + " WHERE schemaname IN ('ledger', 'cofre', 'vault') AND tablename <> 'flyway_schema_history'")
                .map(row -> row.get(0, String.class));
        ownerSql().transaction(inside -> {
            DSLContext sql = inside.dsl();
            sql.execute("ALTER TABLE ledger.universal_registry DISABLE TRIGGER append_only");
            sql.execute("TRUNCATE " + String.join(", ", tables) + " RESTART IDENTITY");
            sql.execute("ALTER TABLE ledger.universal_registry ENABLE ALWAYS TRIGGER append_only");
        });
    }

    public PostgresConnections connections() {
        return connections;
    }

    /** Another node's connections; the caller closes them. */
    public PostgresConnections connect() {
        return connect(url);
    }

    /** The same by another address; the caller closes them. */
    public PostgresConnections connect(String otherUrl) {
        return new PostgresConnections(otherUrl, USER, password(), PostgresConnections.Sizes.DEFAULT);
    }

    /** As the superuser that owns the schema, past all walls. */
    public DataSource owner() {
        return owner;
    }

    /** jOOQ over {@link #owner()}. */
    public DSLContext ownerSql() {
        return DSL.using(owner, SQLDialect.POSTGRES);
    }

    public String url() {
        return url;
    }

    @Override
    public void close() {
        connections.close();
    }

    static SecretBytes password() {
        return SecretBytes.owning(PASSWORD.getBytes(StandardCharsets.UTF_8));
    }
}
