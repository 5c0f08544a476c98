package io.cofre.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.cofre.ports.vault.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * One pool a role, all as the one user that owns nothing: each connection becomes its role before it is handed out, and
 * commits statement by statement unless its user says otherwise. Nothing connects before it is asked to. Thread-safe.
 */
public final class PostgresConnections implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int SOCKET_SECONDS = 30;

    static {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    private final Map<PostgresRole, HikariDataSource> pools = new EnumMap<>(PostgresRole.class);
    private final Map<PostgresRole, DSLContext> contexts = new EnumMap<>(PostgresRole.class);
    private final DataSource listening;

    /**
     * @param url without user and password
     * @param user a member of the three roles, as {@link PostgresLogin} makes it
     * @param sizes the most connections of each role's pool
     */
    public PostgresConnections(String url, String user, SecretBytes password, Sizes sizes) {
        String secret = password.reveal(bytes -> new String(bytes, StandardCharsets.UTF_8));
        for (PostgresRole role : PostgresRole.values()) {
            HikariConfig config = new HikariConfig();
            config.setPoolName("cofre-" + role.name().toLowerCase(java.util.Locale.ROOT));
            config.setDataSource(source(url, user, secret, SOCKET_SECONDS));
            config.setMaximumPoolSize(sizes.of(role));
            config.setMinimumIdle(1);
            config.setConnectionTimeout(PATIENCE.toMillis());
            config.setValidationTimeout(PATIENCE.toMillis());
            // The program starts, and says what is missing, while the database is away.
            config.setInitializationFailTimeout(-1);
            config.setConnectionInitSql(becoming(role));
            HikariDataSource pool = new HikariDataSource(config);
            pools.put(role, pool);
            contexts.put(role, DSL.using(pool, SQLDialect.POSTGRES));
        }
        this.listening = source(url, user, secret, 0);
    }

    /** The most connections of each role's pool. */
    public record Sizes(int readers, int writers, int systems) {
        public static final Sizes DEFAULT = new Sizes(10, 6, 4);

        int of(PostgresRole role) {
            return switch (role) {
                case READER -> readers;
                case WRITER -> writers;
                case SYSTEM -> systems;
            };
        }
    }

    public DataSource source(PostgresRole role) {
        return of(pools, role);
    }

    /** jOOQ over the role's pool. */
    public DSLContext sql(PostgresRole role) {
        return of(contexts, role);
    }

    /** Connections outside the pools, as the bare user, that may wait without end: for LISTEN. */
    public DataSource listening() {
        return listening;
    }

    @Override
    public void close() {
        pools.values().forEach(HikariDataSource::close);
    }

    private static <V> V of(Map<PostgresRole, V> all, PostgresRole role) {
        V found = all.get(role);
        if (found == null) {
            throw new IllegalStateException("no pool for " + role);
        }
        return found;
    }

    private static DataSource source(String url, String user, String password, int socketSeconds) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        source.setApplicationName("cofre");
        source.setConnectTimeout((int) PATIENCE.toSeconds());
        source.setSocketTimeout(socketSeconds);
        source.setTcpKeepAlive(true);
        // A row that is refused must not be quoted in a log.
        source.setLogServerErrorDetail(false);
        return source;
    }

    private static String becoming(PostgresRole role) {
        String become = "SET ROLE " + role.sqlName();
        return role == PostgresRole.WRITER
                // A journal that was cut off must not hold the lock; what is acknowledged must be on disk.
                ? become + "; SET idle_in_transaction_session_timeout = '10s'; SET lock_timeout = '15s';"
                        + " SELECT set_config('synchronous_commit', 'on', false)"
                        + " WHERE current_setting('synchronous_commit') = 'off'"
                : become;
    }
}
