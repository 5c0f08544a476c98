package io.cofre.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What the pulse makes of a server that no real one plays at will. */
final class PulseTest {
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(1);
    private static final Duration GIVING_UP = Duration.ofSeconds(10);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch cut = new CountDownLatch(1);
    private final CountDownLatch answersLogins = new CountDownLatch(1);
    private final AtomicInteger logins = new AtomicInteger();

    /** Answers the first login and its questions until it is cut, and later logins when it may. */
    private final Source server = new Source() {
        @Override
        public Connection getConnection() throws SQLException {
            if (logins.incrementAndGet() > 1) {
                await(answersLogins);
            }
            return connection();
        }
    };

    private static void await(CountDownLatch latch) throws SQLException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new SQLException(e);
        }
    }

    private Connection connection() {
        boolean first = logins.get() == 1;
        PreparedStatement statement = (PreparedStatement) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {PreparedStatement.class}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("execute")) {
                        return null;
                    }
                    if (first && asked.getCount() == 0) {
                        await(cut);
                        throw new SQLException("terminating connection due to administrator command", "57P01");
                    }
                    asked.countDown();
                    return true;
                });
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> method.getName().equals("prepareStatement") ? statement : null);
    }

    /** How long it is asked for until it says what is expected. */
    private static Duration until(Pulse pulse, boolean away) {
        long from = System.nanoTime();
        while (isAway(pulse) != away) {
            assertThat(System.nanoTime() - from).as("asked in vain").isLessThan(GIVING_UP.toNanos());
            Thread.onSpinWait();
        }
        return Duration.ofNanos(System.nanoTime() - from);
    }

    private static boolean isAway(Pulse pulse) {
        try {
            pulse.require();
            return false;
        } catch (SQLTransientConnectionException e) {
            return true;
        }
    }

    @Test
    void require_serverThatCutsOffAndAnswersNoLogin_isRefusedWithinASecondAndTakesNobodyInUntilItAnswers()
            throws Exception {
        try (Pulse pulse = new Pulse(server)) {
            asked.await();
            assertThatCode(pulse::require).doesNotThrowAnyException();
            cut.countDown();
            assertThat(until(pulse, true)).isBetween(Duration.ofMillis(500), TOLD_WITHIN);
            assertThat(logins).hasValueGreaterThanOrEqualTo(2);
            answersLogins.countDown();
            assertThat(until(pulse, false)).isLessThan(TOLD_WITHIN);
        }
    }
}
