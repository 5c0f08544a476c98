package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.token.WalletSession;
import io.cofre.ports.token.WalletSessions;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.fixtures.SettableClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Wallet sessions. */
public interface WalletSessionsContract {
    /** Where nobody has opened a session yet. */
    WalletSessions sessions();

    private static Facts facts() {
        return new Facts(Seeds.next(), SettableClock.atStart());
    }

    private static WalletSession session(Facts facts, Instant exp) {
        WalletSession session = facts.walletSession(facts.tokenHash(), facts.walletId(), facts.tenantId());
        return new WalletSession(
                session.hash(), session.parent(), session.wallet(), session.tenant(), session.scopes(), exp);
    }

    @Test
    @Kills("makes sessions up")
    default void find_unknownHash_isEmpty() {
        WalletSessions sessions = sessions();
        Facts facts = facts();
        sessions.open(session(facts, facts.now()));
        assertThat(sessions.find(facts.hex(64))).isEmpty();
    }

    @Test
    @Kills("widens sessions")
    default void find_openedSession_isAsOpened() {
        WalletSessions sessions = sessions();
        Facts facts = facts();
        WalletSession one = session(facts, facts.now().plusMillis(300_001));
        WalletSession none = new WalletSession(
                facts.hex(64), facts.tokenHash(), facts.walletId(), facts.tenantId(), List.of(), facts.now());
        sessions.open(one);
        sessions.open(none);
        assertThat(sessions.find(one.hash())).contains(one);
        assertThat(sessions.find(none.hash())).contains(none);
    }

    @Test
    @Kills("sweeps living sessions")
    default void sweep_endedAndLivingSessions_removesTheEndedAndSaysHowMany() {
        WalletSessions sessions = sessions();
        Facts facts = facts();
        Instant now = facts.now();
        WalletSession ended = session(facts, now.minusMillis(1));
        WalletSession older = session(facts, now.minusSeconds(600));
        WalletSession ending = session(facts, now);
        WalletSession living = session(facts, now.plusMillis(1));
        for (WalletSession session : List.of(ended, older, ending, living)) {
            sessions.open(session);
        }
        assertThat(sessions.sweep(now)).isEqualTo(2);
        assertThat(sessions.find(ended.hash())).isEmpty();
        assertThat(sessions.find(older.hash())).isEmpty();
        assertThat(sessions.find(ending.hash())).contains(ending);
        assertThat(sessions.find(living.hash())).contains(living);
        assertThat(sessions.sweep(now)).isZero();
    }

    @Test
    @Kills("loses sessions under load")
    default void open_manyAtOnce_allAreFound() {
        WalletSessions sessions = sessions();
        Facts facts = facts();
        List<WalletSession> all = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            all.add(session(facts, facts.now()));
        }
        Together.run(all, session -> {
            sessions.open(session);
            return sessions.find(session.hash()).isPresent();
        });
        for (WalletSession session : all) {
            assertThat(sessions.find(session.hash())).contains(session);
        }
    }
}
