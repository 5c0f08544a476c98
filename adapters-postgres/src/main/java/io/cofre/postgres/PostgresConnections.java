package io.cofre.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.cofre.ports.vault.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
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
 * commits statement by statement unless its user says otherwise. While the server gives no sign of life, nobody waits
 * for it: see {@link Pulse}. Thread-safe.
 */
public final class PostgresConnections implements AutoCloseable {
    /** The longest that a call waits for others to give back a connection, while the server answers. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    /** After so long a wait, the server's pulse is looked at again; the least that the pool allows. */
    private static final Duration ROUND = Duration.ofMillis(250);

    /**
     * The longest that a statement may take, where the server answers all others: longer than a batch waits for the
     * journal's lock.
     */
    private static final Duration STATEMENT = Duration.ofSeconds(30);

    private static final Duration UNBOUNDED = Duration.ZERO;

    /**
     * Whoever writes finds each row by its key. Until PostgreSQL has looked at a table that grows fast (a minute or
     * more), it would plan as for a small one and read all of it: 17 ms a commit among 50,000 heads, instead of 1.
     */
    private static final String BY_KEY_ALONE =
            " SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off;";

    static {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    private final Map<PostgresRole, HikariDataSource> pools = new EnumMap<>(PostgresRole.class);
    private final Map<PostgresRole, DSLContext> contexts = new EnumMap<>(PostgresRole.class);
    private final Map<PostgresRole, DataSource> sources = new EnumMap<>(PostgresRole.class);
    private final Pulse pulse;
    private final DataSource listening;

    /**
     * @param url without user and password
     * @param user a member of the three roles, as {@link PostgresLogin} makes it
     * @param sizes the most connections of each role's pool
     */
    public PostgresConnections(String url, String user, SecretBytes password, Sizes sizes) {
        String secret = password.reveal(bytes -> new String(bytes, StandardCharsets.UTF_8));
        DataSource server = server(url, user, secret);
        this.pulse = new Pulse(server);
        for (PostgresRole role : PostgresRole.values()) {
            HikariConfig config = new HikariConfig();
            config.setPoolName("cofre-" + role.name().toLowerCase(java.util.Locale.ROOT));
            config.setDataSource(watched(server, STATEMENT));
            config.setMaximumPoolSize(sizes.of(role));
            config.setMinimumIdle(1);
            config.setConnectionTimeout(ROUND.toMillis());
            config.setValidationTimeout(ROUND.toMillis());
            // The program starts, and says what is missing, while the database is away.
            config.setInitializationFailTimeout(-1);
            config.setConnectionInitSql(becoming(role));
            HikariDataSource pool = new HikariDataSource(config);
            DataSource patient = patient(pool);
            pools.put(role, pool);
            sources.put(role, patient);
            contexts.put(role, DSL.using(patient, SQLDialect.POSTGRES));
        }
        this.listening = watched(server, UNBOUNDED);
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
        return of(sources, role);
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
        pulse.close();
    }

    private static <V> V of(Map<PostgresRole, V> all, PostgresRole role) {
        V found = all.get(role);
        if (found == null) {
            throw new IllegalStateException("no pool for " + role);
        }
        return found;
    }

    /** Waits for the pool's next connection while the server answers, and not a moment longer. */
    private DataSource patient(HikariDataSource pool) {
        return new Source() {
            @Override
            public Connection getConnection() throws SQLException {
                long end = System.nanoTime() + PATIENCE.toNanos();
                while (true) {
                    pulse.require();
                    try {
                        return pool.getConnection();
                    } catch (SQLTransientConnectionException e) {
                        pulse.require();
                        String state = e.getSQLState();
                        boolean refused = state != null && !state.startsWith("08") && !state.startsWith("57P");
                        if (refused || System.nanoTime() - end > 0) {
                            throw e;
                        }
                    }
                }
            }
        };
    }

    private Source watched(DataSource server, Duration statement) {
        return new Source() {
            @Override
            public Connection getConnection() throws SQLException {
                Connection connection = server.getConnection();
                connection.setNetworkTimeout(Runnable::run, (int) statement.toMillis());
                return pulse.watch(connection);
            }
        };
    }

    private static DataSource server(String url, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        source.setApplicationName("cofre");
        source.setConnectTimeout(Source.LOGIN_SECONDS);
        source.setSocketTimeout(Source.LOGIN_SECONDS);
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
                        + BY_KEY_ALONE
                        + " SELECT set_config('synchronous_commit', 'on', false)"
                        + " WHERE current_setting('synchronous_commit') = 'off'"
                : become;
    }
}
