package io.cofre.postgres.nonce;

import io.cofre.ports.nonce.Nonces;
import io.cofre.postgres.Database;
import io.cofre.testkit.contract.NoncesContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

final class NoncesKitTest implements NoncesContract {
    private static Database database;

    @BeforeAll
    static void open() {
        database = Database.fresh("nonces_kit");
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Override
    public Nonces nonces() {
        return new PostgresNonces(database.connections());
    }

    @Override
    public boolean sweepsItself() {
        return false;
    }
}
