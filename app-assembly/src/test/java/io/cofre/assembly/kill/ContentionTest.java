package io.cofre.assembly.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.domain.Reply;
import io.cofre.domain.auth.Naming;
import io.cofre.domain.ledger.SystemNames;
import io.cofre.domain.ledger.Versions;
import io.cofre.domain.usecase.AppendSpans;
import io.cofre.domain.usecase.FirstStart;
import io.cofre.domain.usecase.IssuedKey;
import io.cofre.domain.usecase.RotateKey;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.tenant.Language;
import io.cofre.ports.token.Scope;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.wallet.WalletItem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one PostgreSQL that want the same thing at once. */
class ContentionTest {
    private static final int WRITERS = 64;
    private static final int ROUNDS = 10;
    private static final Set<Code> OVERTAKEN =
            EnumSet.of(Code.LEDGER_VERSION_TAKEN, Code.LEDGER_VERSION_GAP, Code.LEDGER_CONTENDED);

    @TempDir
    private Path directory;

    private Wired one;
    private Wired two;

    @BeforeEach
    void start() {
        Place place = Place.fresh("contention", directory);
        one = Wired.over(place);
        assertThat(one.cofre().upkeep().firstStart().start()).isInstanceOf(FirstStart.Started.First.class);
        Callers.done(one.cofre()
                .administration()
                .createTenant()
                .create(Callers.admin(), Callers.ACME, "Acme", Language.ALL, Optional.empty()));
        two = Wired.over(place);
    }

    @AfterEach
    void stop() {
        two.close();
        one.close();
    }

    @Test
    void writers_ofOneId_takeEverySeqOnceWithoutAGap() throws Exception {
        Callers.makeWallet(one, "many");
        String id = UUID.randomUUID().toString();
        List<Future<Long>> written = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CyclicBarrier start = new CyclicBarrier(WRITERS);
            for (int writer = 0; writer < WRITERS; writer++) {
                Wired node = writer % 2 == 0 ? one : two;
                String text = "of writer " + writer;
                written.add(threads.submit(() -> {
                    start.await();
                    return appendNext(node, id, text);
                }));
            }
        }
        List<Long> taken = new ArrayList<>();
        for (Future<Long> seq : written) {
            taken.add(seq.get());
        }
        List<Long> all = LongStream.range(0, WRITERS).boxed().toList();
        assertThat(taken).containsExactlyInAnyOrderElementsOf(all);
        assertThat(one.place()
                        .column("SELECT seq FROM ledger.universal_registry WHERE id = ?::uuid ORDER BY position", id))
                .isEqualTo(all.stream().map(String::valueOf).toList());
        Examination.audit(one);
    }

    private static long appendNext(Wired node, String id, String text) {
        while (true) {
            SpanId span = SpanId.of(id);
            long next = Versions.next(span, node.ports().ledger().heads().find(List.of(span)))
                    .seq();
            byte[] signed = Notes.signed(node, "many", id, next, text).getBytes(StandardCharsets.UTF_8);
            switch (node.cofre()
                    .ledger()
                    .append()
                    .append(Callers.owner("many"), List.of(signed), Optional.empty())
                    .getFirst()) {
                case AppendSpans.Appended.Fresh(var receipt) -> {
                    return receipt.version().seq();
                }
                case AppendSpans.Appended.Standing standing -> throw new AssertionError("another's: " + standing);
                case AppendSpans.Appended.Repeated repeated -> throw new AssertionError("no request had a key");
                case AppendSpans.Appended.Refused(Problem problem) ->
                    assertThat(problem.code()).as(problem.detail()).isIn(OVERTAKEN);
            }
        }
    }

    @Test
    void rotations_ofOneKeyByItsHash_oneWinsAndTheOtherIsTold() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String run = "hash" + round;
            String old = issued(run);
            assertOneWins(node -> rotate(node, run, new Naming.Name.Hash(new TokenHash(old)), 0));
            assertThat(active(run)).hasSize(1);
        }
        Examination.audit(one);
    }

    @Test
    void rotations_ofOneKeyWithAGrace_oneWinsAndTheOtherIsTold() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String run = "grace" + round;
            String old = issued(run);
            assertOneWins(node -> rotate(node, run, new Naming.Name.Hash(new TokenHash(old)), 60));
            assertThat(active(run))
                    .as("the old in its grace, and one successor")
                    .hasSize(2);
        }
        Examination.audit(one);
    }

    @Test
    void rotations_ofTheOnlyKey_oneWinsAndTheOtherIsTold() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String run = "only" + round;
            issued(run);
            assertOneWins(node -> rotate(node, run, new Naming.Name.Only(), 0));
            assertThat(active(run)).hasSize(1);
        }
        Examination.audit(one);
    }

    @Test
    void rotations_ofAWalletsKey_oneWinsAndTheOtherIsTold() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String run = "wallet" + round;
            Callers.makeWallet(one, run);
            assertOneWins(node -> node.cofre()
                    .wallet()
                    .rotateKey()
                    .rotate(
                            Callers.admin(),
                            Optional.of(Callers.wallet(run)),
                            SystemNames.MAIN_KID,
                            Optional.empty(),
                            Optional.empty()));
            WalletItem item = Callers.mainKey(one, run);
            assertThat(item.version()).isEqualTo(2);
        }
        Examination.audit(one);
    }

    private <R> void assertOneWins(Function<Wired, Reply<R>> rotation) throws Exception {
        List<Future<Reply<R>>> both = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CyclicBarrier start = new CyclicBarrier(2);
            for (Wired node : List.of(one, two)) {
                both.add(threads.submit(() -> {
                    start.await();
                    return rotation.apply(node);
                }));
            }
        }
        List<Code> told = new ArrayList<>();
        int won = 0;
        for (Future<Reply<R>> reply : both) {
            switch (reply.get()) {
                case Reply.Done<R> done -> won++;
                case Reply.Repeated<R> repeated -> throw new AssertionError("nobody asked for it: " + repeated);
                case Reply.Refused<R>(Problem problem) -> told.add(problem.code());
            }
        }
        assertThat(won).isEqualTo(1);
        assertThat(told).containsExactly(Code.LEDGER_CONTENDED);
    }

    private static Reply<IssuedKey> rotate(Wired node, String run, Naming.Name name, int graceSeconds) {
        return node.cofre()
                .access()
                .rotateKey()
                .rotate(
                        Callers.admin(),
                        new RotateKey.Request(
                                Callers.wallet(run), List.of(new Scope("memory.*")), 24, name, graceSeconds),
                        Optional.empty());
    }

    private String issued(String run) {
        return new KeyDeeds.Rotate().prepare(one, run).get(1);
    }

    private List<TokenRecord> active(String run) {
        return one.ports()
                .rows()
                .tokens()
                .ofWallet(Callers.wallet(run), Optional.of(TokenRecord.Status.ACTIVE), Optional.empty(), 100);
    }
}
