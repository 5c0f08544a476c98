package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.token.WalletSession;
import io.cofre.ports.token.WalletSessions;
import io.cofre.ports.token.WalletSessions.Earlier;
import io.cofre.ports.token.WalletSessions.Request;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.fixtures.SettableClock;
import java.time.Duration;
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

    private static Request request(Facts facts, String value) {
        return new Request(value, facts.payloadHash(value), facts.now().plus(Duration.ofHours(24)));
    }

    @Test
    @Kills("opens a session twice")
    default void openOnce_sameRequestAgain_keepsNothingAndTellsTheFirst() {
        WalletSessions sessions = sessions();
        Facts facts = facts();
        WalletSession first = session(facts, facts.now().plusMillis(300_001));
        Request request = request(facts, "a \"quoted\" ' key % _");
        WalletSession again = like(first, facts.hex(64));
        assertThat(sessions.openOnce(first, request, facts.now())).isEmpty();
        assertThat(sessions.openOnce(
                        again, new Request(request.value(), facts.payloadHash("other"), facts.now()), facts.now()))
                .contains(new Earlier(request.bodyHash(), first.exp()));
        assertThat(sessions.openOnce(again, request, request.until()))
                .contains(new Earlier(request.bodyHash(), first.exp()));
        assertThat(sessions.find(first.hash())).contains(first);
        assertThat(sessions.find(again.hash())).isEmpty();
    }

    @Test
    @Kills("recognizes requests for sessions by the header alone")
    default void openOnce_sameHeaderOfAnotherWallet_isAnotherRequest() {
        WalletSessions sessions = sessions();
        Facts facts = facts();
        Request request = request(facts, "key");
        WalletSession one = session(facts, facts.now());
        WalletSession other = session(facts, facts.now());
        assertThat(sessions.openOnce(one, request, facts.now())).isEmpty();
        assertThat(sessions.openOnce(other, request, facts.now())).isEmpty();
        assertThat(sessions.openOnce(like(one, facts.hex(64)), request(facts, "Key"), facts.now()))
                .isEmpty();
        assertThat(sessions.find(other.hash())).contains(other);
    }

    @Test
    @Kills("keeps requests for sessions forever")
    default void openOnce_sameHeaderAfterItsTime_isAnotherRequest() {
        WalletSessions sessions = sessions();
        Facts facts = facts();
        Request request = request(facts, "key");
        WalletSession first = session(facts, facts.now());
        WalletSession later = like(first, facts.hex(64));
        Instant after = request.until().plusMillis(1);
        sessions.openOnce(first, request, facts.now());
        assertThat(sessions.openOnce(later, new Request("key", request.bodyHash(), after), after))
                .isEmpty();
        assertThat(sessions.find(later.hash())).contains(later);
        assertThat(sessions.openOnce(like(first, facts.hex(64)), request, after))
                .contains(new Earlier(request.bodyHash(), later.exp()));
    }

    @Test
    @Kills("sweeps requests with their sessions")
    default void sweep_endedSessionOfARequest_staysUntilTheRequestEnds() {
        WalletSessions sessions = sessions();
        Facts facts = facts();
        Request request = request(facts, "key");
        WalletSession session = session(facts, facts.now());
        sessions.openOnce(session, request, facts.now());
        assertThat(sessions.sweep(request.until())).isZero();
        assertThat(sessions.openOnce(like(session, facts.hex(64)), request, request.until()))
                .isPresent();
        assertThat(sessions.sweep(request.until().plusMillis(1))).isEqualTo(1);
        assertThat(sessions.find(session.hash())).isEmpty();
    }

    @Test
    @Kills("opens sessions twice under load")
    default void openOnce_sameRequestManyTimesAtOnce_oneIsKept() {
        WalletSessions sessions = sessions();
        Facts facts = facts();
        Request request = request(facts, "key");
        WalletSession first = session(facts, facts.now());
        List<WalletSession> all = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            all.add(like(first, facts.hex(64)));
        }
        Together.run(all, session -> sessions.openOnce(session, request, facts.now()));
        assertThat(all.stream().filter(session -> sessions.find(session.hash()).isPresent()))
                .hasSize(1);
    }

    private static WalletSession like(WalletSession session, String hash) {
        return new WalletSession(
                hash, session.parent(), session.wallet(), session.tenant(), session.scopes(), session.exp());
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
