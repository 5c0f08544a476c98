package io.cofre.assembly.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.cofre.ports.nonce.Nonces;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.nonce.PostgresNonces;

/** The nonces of signed requests, where nodes share no Redis. */
final class PostgresNoncesModule extends AbstractModule {
    @Provides
    @Singleton
    Nonces nonces(PostgresConnections connections) {
        return new PostgresNonces(connections);
    }
}
