package io.cofre.domain.usecase;

import static io.cofre.domain.World.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Code;
import io.cofre.domain.Cofre;
import io.cofre.domain.World;
import io.cofre.domain.auth.Credential;
import io.cofre.domain.auth.HashingSlots;
import io.cofre.domain.auth.Naming;
import io.cofre.domain.auth.Presented;
import io.cofre.domain.crypto.Argon2id;
import io.cofre.domain.token.ApiToken;
import io.cofre.domain.token.TokenHashing;
import io.cofre.ports.token.Scope;
import io.cofre.ports.token.TokenRecord;
import io.cofre.testkit.memory.InMemoryMemo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What presenting tokens costs, and who is turned away while the slots are taken. */
@Timeout(120)
class UnknownTokensTest {
    private final World world = new World().acme();

    private static Authorize.Decision ask(Authorize authorize, ApiToken token, String address) {
        return authorize.authorize(new Presented(
                Credential.read(List.of("ApiKey " + token.reveal()), false),
                Optional.empty(),
                Optional.empty(),
                address,
                World.TRACE));
    }

    private static ApiToken noise(int seed) {
        return ApiToken.generate(TokenRecord.Kind.LIVE, new Random(seed));
    }

    private static Code code(Authorize.Decision decision) {
        return ((Authorize.Decision.Denied) decision).problem().code();
    }

    @Test
    void authorize_oneTokenManyTimesAtOnce_hashesItOnce() throws Exception {
        Cofre node = world.restarted(world.vault);
        ApiToken token = world.key(ANA, "memory.*");
        List<Future<Authorize.Decision>> asked = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 50; i++) {
                asked.add(threads.submit(() -> ask(node.access().authorize(), token, "198.51.100.7")));
            }
        }
        for (Future<Authorize.Decision> decision : asked) {
            assertThat(decision.get()).isInstanceOf(Authorize.Decision.Granted.class);
        }
        assertThat(node.access().slots().hashings()).isEqualTo(1);
    }

    @Test
    void authorize_ofAMacThatTheCacheForgot_hasTheKeptHalfThoughItsAddressFloods() throws Exception {
        ApiToken token = world.key(ANA, "memory.*");
        HashingSlots slots = new HashingSlots(2, Duration.ofSeconds(50), world.clock);
        Authorize authorize = forgetful(slots);
        assertThat(ask(authorize, token, "elsewhere")).isInstanceOf(Authorize.Decision.Granted.class);
        assertThat(ask(authorize, world.key(ANA, "memory.*"), "elsewhere"))
                .isInstanceOf(Authorize.Decision.Granted.class);
        assertThat(slots.hashings()).isEqualTo(2);
        try (Flood flood = new Flood(slots)) {
            assertThat(code(ask(authorize, noise(1), "flood"))).isEqualTo(Code.AUTH_BUSY);
            assertThat(ask(authorize, token, "flood")).isInstanceOf(Authorize.Decision.Granted.class);
            flood.end();
        }
    }

    @Test
    void authorize_ofAnUnknownGoodTokenBesideAFlood_isGrantedToAnotherAddress() throws Exception {
        ApiToken token = world.key(ANA, "memory.*");
        HashingSlots slots = new HashingSlots(2, Duration.ofSeconds(50), world.clock);
        Authorize authorize = forgetful(slots);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Flood flood = new Flood(slots)) {
            Future<Authorize.Decision> honest = threads.submit(() -> ask(authorize, token, "honest"));
            flood.end();
            assertThat(honest.get()).isInstanceOf(Authorize.Decision.Granted.class);
        }
    }

    @Test
    void authorize_ofARevokedToken_makesItsAddressNoTrustedOne() throws Exception {
        ApiToken token = world.key(ANA, "memory.*");
        HashingSlots slots = new HashingSlots(2, Duration.ofSeconds(50), world.clock);
        Authorize authorize = forgetful(slots);
        World.value(
                world.cofre.access().revokeKeys().revoke(world.admin, ANA, new Naming.Name.All(), Optional.empty()));
        assertThat(code(ask(authorize, token, "flood"))).isEqualTo(Code.AUTH_UNKNOWN);
        try (Flood flood = new Flood(slots)) {
            assertThat(code(ask(authorize, noise(1), "flood"))).isEqualTo(Code.AUTH_BUSY);
            flood.end();
        }
    }

    @Test
    void issue_whileTooManyWait_isToldToComeBackAndWritesNothing() throws Exception {
        long before = world.in.scan().last();
        try (Flood flood = new Flood(world.cofre.access().slots(), new HashingSlots.Claim.Known("making"), 2)) {
            assertThat(World.code(world.cofre
                            .access()
                            .issueKey()
                            .issue(
                                    world.admin,
                                    new IssueKey.Request(
                                            ANA,
                                            World.ACME,
                                            List.of(new Scope("memory.*")),
                                            1,
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty()),
                                    Optional.empty())))
                    .isEqualTo(Code.AUTH_BUSY);
            flood.end();
        }
        assertThat(world.in.scan().last()).isEqualTo(before);
    }

    /** An authorizer that remembers one known token, and one unknown one. */
    private Authorize forgetful(HashingSlots slots) {
        Peppers peppers = new Peppers(
                world.vault, world.secretRows, world.in.tokens(), new FreshNames(new Random(7)), world.clock);
        return new Authorize(
                world.in.tokens(),
                world.ports.rows().sessions(),
                world.in.wallets(),
                world.in.tenants(),
                new TokenHashes(peppers, new TokenHashing(Argon2id.fastest()), new InMemoryMemo<>(1), slots),
                new InMemoryMemo<>(1),
                new LastUse(world.in.tokens()),
                world.ports.node().rateLimits(),
                world.clock);
    }

    /** Hashings that end together, in all the slots that one address gets, and all that may wait behind them. */
    private static final class Flood implements AutoCloseable {
        private static final int MOST_WAITING = 256;

        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final CountDownLatch ended = new CountDownLatch(1);
        private final List<Future<?>> waiting = new ArrayList<>();

        Flood(HashingSlots slots) {
            this(slots, new HashingSlots.Claim.Unknown("flood"), 1);
        }

        Flood(HashingSlots slots, HashingSlots.Claim claim, int running) {
            for (int i = 0; i < running + MOST_WAITING; i++) {
                waiting.add(threads.submit(() -> slots.hash(claim, this::await)));
            }
            while (slots.running() < running || slots.waiting() < MOST_WAITING) {
                Thread.onSpinWait();
            }
        }

        private boolean await() {
            try {
                return ended.await(100, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        void end() {
            ended.countDown();
        }

        @Override
        public void close() {
            end();
            threads.close();
        }
    }
}
