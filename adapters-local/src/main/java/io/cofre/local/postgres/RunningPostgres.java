package io.cofre.local.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** A server that another process of this user runs on a directory of {@link EmbeddedPostgres}. */
public final class RunningPostgres {
    private final Cluster cluster;
    private final int port;

    private RunningPostgres(Cluster cluster, int port) {
        this.cluster = cluster;
        this.port = port;
    }

    /**
     * Looks for it; empty where nothing serves the directory.
     *
     * @param dataDirectory as {@link EmbeddedPostgres#start} takes it
     */
    public static Optional<RunningPostgres> find(Path dataDirectory) {
        try {
            Cluster cluster = Cluster.of(dataDirectory.toAbsolutePath().normalize());
            Optional<PidFile> serving = PidFile.read(cluster.directory())
                    .filter(PidFile::ready)
                    .filter(file -> ProcessHandle.of(file.pid())
                            .filter(ProcessHandle::isAlive)
                            .isPresent());
            OptionalInt port = PidFile.port(cluster.directory());
            return serving.isPresent() && port.isPresent()
                    ? Optional.of(new RunningPostgres(cluster, port.getAsInt()))
                    : Optional.empty();
        } catch (IOException e) {
            throw FailureText.of("looking for a running PostgreSQL", dataDirectory, e);
        }
    }

    /** As {@link EmbeddedPostgres#jdbcUrl}. */
    public String jdbcUrl(String database) {
        return EmbeddedPostgres.jdbcUrl(port, database);
    }

    /** The superuser's name. */
    public String user() {
        return Cluster.SUPERUSER;
    }

    /** The superuser's password, a copy: the caller wipes it after use. */
    public char[] password() {
        return cluster.knownPassword();
    }
}
