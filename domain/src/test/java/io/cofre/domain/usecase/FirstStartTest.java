package io.cofre.domain.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.domain.Cofre;
import io.cofre.domain.Ports;
import io.cofre.domain.World;
import io.cofre.domain.ledger.SystemNames;
import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.node.TrustAnchors;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Keys;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.LedgerScan;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.vault.SecretRows;
import io.cofre.testkit.fault.Cue;
import io.cofre.testkit.fault.Faults;
import io.cofre.testkit.memory.InMemoryMemo;
import io.cofre.testkit.memory.InMemoryTrustAnchors;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** First starts that meet, that are cut off, and that find the ledger gone. */
class FirstStartTest {
    private final Ports ports = World.ports();
    private final InMemoryTrustAnchors ones = new InMemoryTrustAnchors();
    private final InMemoryTrustAnchors others = new InMemoryTrustAnchors();

    /** Each node has its own anchors and memory; ledger and vault are one. */
    private static Cofre node(Ports of, TrustAnchors anchors, Consumer<String> before) {
        Watched watched = new Watched(before);
        return Cofre.over(new Ports(
                new Ports.Ledger(
                        watched.port(Journal.class, of.ledger().journal()),
                        of.ledger().heads(),
                        of.ledger().repeats(),
                        watched.port(Keys.class, of.ledger().keys()),
                        of.ledger().spans(),
                        watched.port(LedgerScan.class, of.ledger().scan()),
                        of.ledger().snapshots()),
                of.rows(),
                of.near(),
                new Ports.Vault(
                        watched.port(KeyVault.class, of.vault().keys()),
                        watched.port(SecretRows.class, of.vault().rows()),
                        of.vault().leftovers()),
                new Ports.Node(
                        of.node().invalidation(),
                        of.node().rateLimits(),
                        watched.port(TrustAnchors.class, anchors),
                        new InMemoryMemo<>(100),
                        new InMemoryMemo<>(100),
                        new InMemoryMemo<>(100)),
                of.providers(),
                of.world()));
    }

    /** Tells of every call before it happens. */
    private record Watched(Consumer<String> before) {
        <P> P port(Class<P> type, P real) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        before.accept(method.getName());
                        try {
                            return method.invoke(real, arguments);
                        } catch (InvocationTargetException thrown) {
                            throw thrown.getCause();
                        }
                    }));
        }
    }

    private static FirstStart.Started start(Cofre node) {
        return node.upkeep().firstStart().start();
    }

    @Test
    void start_withAnothersWholeStartBeforeAnyOfItsCalls_oneWinsAndItsTokenWorks() {
        int at = 0;
        boolean met = true;
        while (met) {
            at++;
            met = oneMeetsTheOther(at);
        }
        assertThat(at).as("calls of a first start").isGreaterThan(15);
    }

    /** False where there was no such call. */
    private static boolean oneMeetsTheOther(int at) {
        Ports shared = World.ports();
        InMemoryTrustAnchors first = new InMemoryTrustAnchors();
        InMemoryTrustAnchors second = new InMemoryTrustAnchors();
        Cofre other = node(shared, second, call -> {});
        AtomicInteger calls = new AtomicInteger();
        AtomicReference<Optional<FirstStart.Started>> between = new AtomicReference<>(Optional.empty());
        Cofre one = node(shared, first, call -> {
            if (calls.incrementAndGet() == at) {
                between.set(Optional.of(start(other)));
            }
        });
        FirstStart.Started started = start(one);
        between.get().ifPresent(met -> assertOneWon(shared, started, first, met, second));
        return between.get().isPresent();
    }

    /** One waits at a call until the other waits at its own or is done, ends, and then the other goes on. */
    @ParameterizedTest
    @CsvSource({
        "last, last", "last, keep", "last, addProvisional", "last, commit",
        "keep, last", "keep, keep", "keep, addProvisional", "keep, commit",
        "addProvisional, last", "addProvisional, keep", "addProvisional, addProvisional", "addProvisional, commit",
        "commit, last", "commit, keep", "commit, addProvisional", "commit, commit"
    })
    void start_besideAnother_oneWinsAndItsTokenWorks(String ofOne, String ofTheOther) throws Exception {
        CountDownLatch oneWaits = new CountDownLatch(1);
        CountDownLatch otherWaits = new CountDownLatch(1);
        CountDownLatch oneIsDone = new CountDownLatch(1);
        Cofre one = node(ports, ones, once(ofOne, () -> {
            oneWaits.countDown();
            await(otherWaits);
        }));
        Cofre other = node(ports, others, once(ofTheOther, () -> {
            otherWaits.countDown();
            await(oneIsDone);
        }));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<FirstStart.Started> first = threads.submit(() -> {
                try {
                    return start(one);
                } finally {
                    oneIsDone.countDown();
                }
            });
            await(oneWaits);
            Future<FirstStart.Started> second = threads.submit(() -> {
                try {
                    return start(other);
                } finally {
                    otherWaits.countDown();
                }
            });
            assertOneWon(ports, first.get(), ones, second.get(), others);
        }
    }

    private static Consumer<String> once(String method, Runnable body) {
        AtomicBoolean done = new AtomicBoolean();
        return call -> {
            if (call.equals(method) && done.compareAndSet(false, true)) {
                body.run();
            }
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertOneWon(
            Ports shared,
            FirstStart.Started one,
            InMemoryTrustAnchors ones,
            FirstStart.Started other,
            InMemoryTrustAnchors others) {
        boolean oneWon = one instanceof FirstStart.Started.First;
        FirstStart.Started.First won = (FirstStart.Started.First) (oneWon ? one : other);
        assertThat(oneWon ? other : one).isEqualTo(new FirstStart.Started.Again());
        InMemoryTrustAnchors winners = oneWon ? ones : others;
        InMemoryTrustAnchors losers = oneWon ? others : ones;

        LedgerKey root = shared.ledger().keys().roots().getFirst();
        assertThat(winners.roots()).isEqualTo(Map.of(root.keyId(), root.publicKey()));
        assertThat(winners.provisional()).isEmpty();
        assertThat(losers.roots()).isEmpty();
        Cofre later = node(shared, winners, call -> {});
        assertThat(start(later)).isEqualTo(new FirstStart.Started.Again());
        assertThat(later.upkeep().checkTrust().check()).isEqualTo(new CheckTrust.Trust.Trusted());
        String header = "ApiKey " + won.admin().token().reveal();
        assertThat(World.decide(later, header)).isInstanceOf(Authorize.Decision.Granted.class);
        assertThat(peppers(shared)).containsExactly(SystemNames.pepper(1));
    }

    private static List<SecretRef> peppers(Ports of) {
        return of.vault().rows().madeBefore(Instant.MAX, Optional.empty(), 1_000).stream()
                .filter(ref -> SystemNames.pepperVersion(ref).isPresent())
                .toList();
    }

    @Test
    void start_afterOneThatDiedBeforeItsCommit_beginsAndTrustsItsOwnRootAlone() {
        Faults faults = new Faults().next(Cue.lostBefore().on("commit"));
        assertThatThrownBy(() -> start(node(decorated(faults), ones, call -> {})))
                .isInstanceOf(PortFailure.OutcomeUnknown.class);
        assertThat(ones.provisional()).isEqualTo(ones.roots().keySet()).hasSize(1);

        assertThat(start(node(ports, ones, call -> {}))).isInstanceOf(FirstStart.Started.First.class);
        LedgerKey root = ports.ledger().keys().roots().getFirst();
        assertThat(ones.roots()).isEqualTo(Map.of(root.keyId(), root.publicKey()));
        assertThat(ones.provisional()).isEmpty();
    }

    @Test
    void start_afterOneThatDiedBehindItsCommit_trustsTheRootThatStands() {
        Faults faults = new Faults().next(Cue.lostAfter().on("commit"));
        assertThatThrownBy(() -> start(node(decorated(faults), ones, call -> {})))
                .isInstanceOf(PortFailure.OutcomeUnknown.class);
        assertThat(ones.provisional()).hasSize(1);

        Cofre again = node(ports, ones, call -> {});
        assertThat(start(again)).isEqualTo(new FirstStart.Started.Again());
        assertThat(again.upkeep().checkTrust().check()).isEqualTo(new CheckTrust.Trust.Trusted());
        assertThat(ones.provisional()).isEmpty();
        assertThat(ones.roots().keySet())
                .containsExactly(ports.ledger().keys().roots().getFirst().keyId());
    }

    @Test
    void start_withALostCommitThatComesInLate_trustsTheRootThatStands() {
        Faults faults = new Faults().next(Cue.lostAfter().on("commit"));
        Cofre retried = node(
                ports,
                ones,
                once(
                        "commit",
                        () -> assertThatThrownBy(() -> start(node(decorated(faults), ones, call -> {})))
                                .isInstanceOf(PortFailure.OutcomeUnknown.class)));

        assertThat(start(retried)).isEqualTo(new FirstStart.Started.Again());
        assertThat(retried.upkeep().checkTrust().check()).isEqualTo(new CheckTrust.Trust.Trusted());
        assertThat(ones.roots()).hasSize(1);
    }

    private Ports decorated(Faults faults) {
        Ports.Ledger ledger = ports.ledger();
        return new Ports(
                new Ports.Ledger(
                        faults.decorate(Journal.class, ledger.journal()),
                        ledger.heads(),
                        ledger.repeats(),
                        ledger.keys(),
                        ledger.spans(),
                        ledger.scan(),
                        ledger.snapshots()),
                ports.rows(),
                ports.near(),
                ports.vault(),
                ports.node(),
                ports.providers(),
                ports.world());
    }

    @Test
    void start_onAnEmptyLedgerWithATrustedRoot_saysSoAndKeepsTheAnchor() {
        start(node(ports, ones, call -> {}));
        Map<KeyId, PublicKey> anchored = ones.roots();

        Ports empty = World.ports();
        assertThat(start(node(empty, ones, call -> {}))).isEqualTo(new FirstStart.Started.Lost(anchored.keySet()));
        assertThat(ones.roots()).isEqualTo(anchored);
        assertThat(empty.ledger().scan().last()).isZero();
        assertThat(empty.vault().rows().madeBefore(Instant.MAX, Optional.empty(), 10))
                .isEmpty();

        anchored.keySet().forEach(ones::remove);
        assertThat(start(node(empty, ones, call -> {}))).isInstanceOf(FirstStart.Started.First.class);
    }
}
