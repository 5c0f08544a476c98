package io.cofre.postgres.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.token.WalletSession;
import io.cofre.ports.token.WalletSessions;
import io.cofre.postgres.Database;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.fixtures.SettableClock;
import org.junit.jupiter.api.Test;

final class PostgresWalletSessionsTest {
    private final Facts facts = new Facts(Seeds.next(), SettableClock.atStart());

    @Test
    void find_openedAndSweptSessions_hasThoseThatHaveNotEnded() {
        try (Database database = Database.fresh("wallet_sessions")) {
            WalletSessions sessions = new PostgresWalletSessions(database.connections());
            WalletSession one = facts.walletSession(facts.tokenHash(), facts.walletId(), facts.tenantId());
            WalletSession two = new WalletSession(
                    facts.hex(64),
                    one.parent(),
                    one.wallet(),
                    one.tenant(),
                    Facts.scopes(),
                    one.exp().plusMillis(1));
            sessions.open(one);
            sessions.open(two);

            assertThat(sessions.find(one.hash())).contains(one);
            assertThat(sessions.find(two.hash())).contains(two);
            assertThat(sessions.find(facts.hex(64))).isEmpty();
            assertThat(sessions.sweep(one.exp())).isZero();
            assertThat(sessions.sweep(two.exp())).isEqualTo(1);
            assertThat(sessions.find(one.hash())).isEmpty();
            assertThat(sessions.find(two.hash())).contains(two);
        }
    }
}
