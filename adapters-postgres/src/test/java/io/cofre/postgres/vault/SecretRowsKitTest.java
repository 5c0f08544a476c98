package io.cofre.postgres.vault;

import io.cofre.ports.vault.SecretRows;
import io.cofre.postgres.Database;
import io.cofre.testkit.contract.SecretRowsContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

final class SecretRowsKitTest implements SecretRowsContract {
    private static Database database;

    @BeforeAll
    static void open() {
        database = Database.fresh("secret_rows_kit");
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
    public SecretRows rows() {
        return new PostgresSecretRows(database.connections());
    }
}
