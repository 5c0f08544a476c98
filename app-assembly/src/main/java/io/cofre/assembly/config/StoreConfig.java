package io.cofre.assembly.config;

import java.net.URI;
import java.util.Optional;

/** Where the node's data is. */
public record StoreConfig(Backend backend, Connections connections) {
    /** Whose servers. */
    public sealed interface Backend {
        /** A PostgreSQL in the data directory, started by the node. */
        record Embedded() implements Backend {}

        /** Servers that nodes share. */
        record Shared(
                String postgresUrl, Login service, Login migrations, URI redisUrl, Optional<SecretSource> redisPassword)
                implements Backend {}

        /** Nothing that outlives the process. */
        record InMemory() implements Backend {}
    }

    /** A user of the database. */
    public record Login(String user, SecretSource password) {}

    /** The most connections of each pool. */
    public record Connections(int readers, int writers, int systems) {}
}
