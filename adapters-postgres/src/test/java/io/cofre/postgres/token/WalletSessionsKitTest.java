package io.cofre.postgres.token;

import io.cofre.ports.token.WalletSessions;
import io.cofre.postgres.Database;
import io.cofre.testkit.contract.WalletSessionsContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

final class WalletSessionsKitTest implements WalletSessionsContract {
    private static Database database;

    @BeforeAll
    static void open() {
        database = Database.fresh("wallet_sessions_kit");
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
    public WalletSessions sessions() {
        return new PostgresWalletSessions(database.connections());
    }
}
