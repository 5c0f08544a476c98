package io.cofre.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A PostgreSQL server as a child of this process: durable, reachable from this machine only, restarted when it dies.
 *
 * <p>The directory that is given to {@link #start} belongs to it wholly: {@code pgdata} (the data), {@code password}
 * (the superuser's, mode 0600), {@code postgres.log} (and {@code .1}), {@code lock}, and the unpacked programs. The
 * first start makes the data. One JVM at a time works on a directory. If that JVM ends without {@link #close()}, or is
 * killed, the server goes on, and the next start stops it in good order before it starts its own. On Linux the server
 * has a session of its own: Ctrl-C in the terminal reaches the JVM alone.
 *
 * <p>Thread-safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final int ATTEMPTS_AT_A_FREE_PORT = 5;

    private final Supervisor supervisor;
    private final Cluster cluster;
    private final DataLock lock;
    private final int port;
    private final Duration stopWithin;
    private final ReentrantLock closing = new ReentrantLock();
    private boolean closed;

    private EmbeddedPostgres(Supervisor supervisor, Cluster cluster, DataLock lock, int port, Duration stopWithin) {
        this.supervisor = supervisor;
        this.cluster = cluster;
        this.lock = lock;
        this.port = port;
        this.stopWithin = stopWithin;
    }

    /** As {@link #start(Path, PostgresOptions)}, with {@link PostgresOptions#defaults()}. */
    public static EmbeddedPostgres start(Path dataDirectory) {
        return start(dataDirectory, PostgresOptions.defaults());
    }

    /**
     * Starts a server and returns when it accepts connections.
     *
     * @param dataDirectory made, with mode 0700, where it does not exist
     * @throws PostgresFailure why it could not be started; nothing of it runs then
     */
    public static EmbeddedPostgres start(Path dataDirectory, PostgresOptions options) {
        Path home = dataDirectory.toAbsolutePath().normalize();
        Platform platform = Platform.of(System.getProperty("os.name"), System.getProperty("os.arch"));
        try {
            Files.createDirectories(
                    home, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            DataLock lock = DataLock.take(home);
            try {
                return start(home.toRealPath(), options, platform, lock);
            } catch (IOException | RuntimeException | InterruptedException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw FailureText.of("starting PostgreSQL", home, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresFailure.Failed("the start of PostgreSQL in " + home + " was interrupted", e);
        }
    }

    private static EmbeddedPostgres start(Path home, PostgresOptions options, Platform platform, DataLock lock)
            throws IOException, InterruptedException {
        Path programs = options.binaries().map(Path::toAbsolutePath).orElse(home);
        Files.createDirectories(programs);
        Binaries binaries = Binaries.in(programs, platform);
        Identity identity = Identity.forWorkOn(home, binaries.postgres());
        Cluster cluster = Cluster.in(home, binaries, identity, platform);
        ServerLog log = new ServerLog(home.resolve("postgres.log"));
        Launcher launcher = new Launcher(binaries, identity, platform, cluster.directory(), log, options);
        for (int attempt = 1; ; attempt++) {
            int port = options.port().isPresent() ? options.port().getAsInt() : Launcher.freePort();
            try {
                Supervisor supervisor = new Supervisor(launcher, port, options.listener(), launcher.launch(port));
                supervisor.start();
                return new EmbeddedPostgres(supervisor, cluster, lock, port, options.stopWithin());
            } catch (PostgresFailure.PortInUse taken) {
                if (options.port().isPresent() || attempt == ATTEMPTS_AT_A_FREE_PORT) {
                    throw taken;
                }
            }
        }
    }

    /** The port of 127.0.0.1 that it listens on; the same after a restart by the supervision. */
    public int port() {
        return port;
    }

    /** The process number of the server of now. */
    public long pid() {
        return supervisor.server().handle().pid();
    }

    /**
     * The address of a database, for the PostgreSQL JDBC driver, without user and password.
     *
     * @param database letters, digits and underscores; {@code postgres} always exists
     */
    public String jdbcUrl(String database) {
        return jdbcUrl(port, database);
    }

    static String jdbcUrl(int port, String database) {
        if (!database.matches("[A-Za-z0-9_]{1,63}")) {
            throw new IllegalArgumentException(
                    "a database's name is 1 to 63 letters, digits and underscores, not '" + database + "'");
        }
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** The superuser's name. */
    public String user() {
        return Cluster.SUPERUSER;
    }

    /** The superuser's password, a copy: the caller wipes it after use. */
    public char[] password() {
        return cluster.knownPassword();
    }

    /**
     * Stops the server: ends its sessions and writes all to the data files, or, past the time allowed for that, stops
     * it as in a crash, from which the next start recovers. A second call does nothing.
     */
    @Override
    public void close() {
        close(stopWithin);
    }

    /** The same, with a time of the caller's for ending in good order. */
    public void close(Duration atMost) {
        closing.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            try (lock) {
                supervisor.stop(atMost);
            } catch (IOException e) {
                throw new PostgresFailure.Failed("stopping PostgreSQL failed in " + cluster.directory(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        } finally {
            closing.unlock();
        }
    }

    @Override
    public String toString() {
        return "EmbeddedPostgres[" + cluster.directory() + ", port " + port + "]";
    }
}
