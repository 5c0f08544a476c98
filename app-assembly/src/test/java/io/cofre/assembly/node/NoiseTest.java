package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.crypto.Argon2id;
import io.cofre.domain.token.ApiToken;
import io.cofre.domain.usecase.IssuedKey;
import io.cofre.ports.token.TokenRecord;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A flood of tokens that were never issued, beside good traffic. The same senders, each with one request at a time,
 * send tokens with a wrong check in every other slice of time, and well-formed ones in those between: what good traffic
 * gets done in two slices side by side is compared, and the median of the ratios judged.
 */
class NoiseTest {
    private static final Map<String, String> EMBEDDED = Map.of("COFRE_ASSEMBLY", "embedded");
    private static final String GOOD_ADDRESS = "127.0.0.1";
    private static final int GOOD = 8;
    private static final int SENDERS = 8;
    private static final int PAIRS = 15;
    private static final Duration SLICE = Duration.ofMillis(400);

    /**
     * The goal is 0.7. Medians on two cores were 1.0 to 1.3, and 0.8 where others kept the cores busy many times over:
     * hence the room.
     */
    private static final double KEPT = 0.5;

    private static final Pattern HASHINGS = Pattern.compile("(?m)^cofre_argon2id_hashings_total ([0-9.E+]+)$");

    @TempDir
    private Path directory;

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean wellFormed = new AtomicBoolean();
    private final CountDownLatch failed = new CountDownLatch(1);
    private final LongAdder good = new LongAdder();
    private final AtomicLong unknown = new AtomicLong();
    private final Set<Integer> ofGood = ConcurrentHashMap.newKeySet();
    private final Set<Integer> ofNoise = ConcurrentHashMap.newKeySet();
    private final SecureRandom random = new SecureRandom();

    @Test
    void noise_ofUnknownTokens_leavesGoodTrafficItsThroughputAndIsHashedOnceEach() throws Exception {
        List<IssuedKey> admins = new ArrayList<>();
        String token;
        String unseen;
        try (ServingNode node = Nodes.start(directory, EMBEDDED, admins::add)) {
            Caller admin = Caller.of(node.address(), admins.getFirst().token().reveal());
            token = acme(admin);
            unseen = issue(admin);
        }
        // Started again: it has seen no token yet.
        try (ServingNode node = Nodes.start(directory, EMBEDDED, admins::add)) {
            Caller admin = Caller.of(node.address(), admins.getFirst().token().reveal());
            List<Thread> threads = new ArrayList<>();
            CountDownLatch warm = new CountDownLatch(GOOD);
            for (int i = 0; i < GOOD; i++) {
                threads.add(Thread.ofPlatform().start(() -> callWell(node.address(), token, warm)));
            }
            warm.await();
            long cost = costOfAHashing();
            long before = hashings(admin);
            long begun = System.nanoTime();
            for (int i = 0; i < SENDERS; i++) {
                threads.add(Thread.ofPlatform().start(() -> makeNoise(node.address())));
            }
            List<Double> ratios = new ArrayList<>();
            for (int pair = 0; pair < PAIRS; pair++) {
                double besideCheap = slice(false);
                ratios.add(slice(true) / besideCheap);
            }
            try (Asking other = new Asking(node.address(), "127.0.0.9")) {
                assertThat(other.whoami(unseen)).isEqualTo(200);
            }
            over.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
            System.err.println("good traffic beside unknown tokens: " + ratios + ", " + unknown + " unknown");
            long time = System.nanoTime() - begun;
            assertThat(ofGood).containsExactly(200);
            assertThat(ofNoise).isSubsetOf(401, 429).contains(401);
            assertThat(hashings(admin) - before)
                    .as("one each, none for what is turned away")
                    .isEqualTo(1 + unknown.get());
            assertThat(unknown.get())
                    .isLessThanOrEqualTo(Runtime.getRuntime().availableProcessors() * (time / cost + 1));
            assertThat(ratios.stream().sorted().skip(PAIRS / 2).findFirst().orElseThrow())
                    .as("of %s", ratios)
                    .isGreaterThan(KEPT);
        }
    }

    /** The quickest of a few, in nanoseconds. */
    private static long costOfAHashing() {
        Argon2id argon2id = Argon2id.fastest();
        long quickest = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long begun = System.nanoTime();
            argon2id.hash(new byte[32], new byte[16], new Argon2id.Cost(19_456, 2, 1, 32));
            quickest = Math.min(quickest, System.nanoTime() - begun);
        }
        return quickest;
    }

    /** Good answers in one slice, by its time. */
    private double slice(boolean form) throws InterruptedException {
        wellFormed.set(form);
        long from = good.sum();
        long begun = System.nanoTime();
        assertThat(failed.await(SLICE.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
        return (good.sum() - from) / (double) (System.nanoTime() - begun);
    }

    private void callWell(URI node, String token, CountDownLatch warm) {
        try (Asking caller = new Asking(node, GOOD_ADDRESS)) {
            ofGood.add(caller.whoami(token));
            warm.countDown();
            while (!over.get()) {
                ofGood.add(caller.whoami(token));
                good.increment();
            }
        } catch (RuntimeException e) {
            failed.countDown();
            throw e;
        }
    }

    private void makeNoise(URI node) {
        try (Asking sender = new Asking(node, "127.0.0.8")) {
            while (!over.get()) {
                boolean form = wellFormed.get();
                String token = ApiToken.generate(TokenRecord.Kind.LIVE, random).reveal();
                int status = sender.whoami(form ? token : wrongCheck(token));
                ofNoise.add(status);
                if (form && status == 401) {
                    unknown.incrementAndGet();
                }
            }
        } catch (RuntimeException e) {
            failed.countDown();
            throw e;
        }
    }

    private static String wrongCheck(String token) {
        int last = token.length() - 1;
        return token.substring(0, last) + (token.charAt(last) == 'x' ? 'y' : 'x');
    }

    private static long hashings(Caller caller) {
        Matcher found = HASHINGS.matcher(caller.get("/metrics").body());
        assertThat(found.find()).isTrue();
        return (long) Double.parseDouble(found.group(1));
    }

    private static String acme(Caller admin) {
        admin.post("/api/admin/tenants", "{\"tenant_id\":\"acme\",\"name\":\"Acme\"}");
        admin.post(
                "/api/admin/wallets",
                "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"owner_id\":\"ana@acme\"}");
        return issue(admin);
    }

    private static String issue(Caller admin) {
        return Caller.member(
                admin.post(
                        "/auth/keys/issue",
                        "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"ttl_hours\":24,\"scopes\":["
                                + "\"memory.*\",\"span.read\"]}"),
                "token");
    }
}
