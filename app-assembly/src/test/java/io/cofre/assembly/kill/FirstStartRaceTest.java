package io.cofre.assembly.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Cofre;
import io.cofre.domain.auth.Credential;
import io.cofre.domain.auth.Presented;
import io.cofre.domain.usecase.Authorize;
import io.cofre.domain.usecase.CheckTrust;
import io.cofre.domain.usecase.FirstStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two first starts on one PostgreSQL, by nodes with one master key and trust files of their own. */
class FirstStartRaceTest {
    private static final String PRISTINE = "race_pristine";

    /** Calls of a first start between two meetings that are tried. */
    private static final int STRIDE = 3;

    @TempDir
    private Path directory;

    /** Two nodes of one installation that nobody has started yet. */
    private record Pair(Place one, Place other) {}

    @Test
    void starts_oneWholeBetweenTwoCallsOfTheOther_oneWinsAndItsTokenWorks() throws Exception {
        Place.fresh(PRISTINE, Files.createDirectory(directory.resolve("template")));
        boolean met = true;
        for (int call = 1; met; call += STRIDE) {
            Pair places = pair("call" + call);
            AtomicReference<Optional<FirstStart.Started>> between = new AtomicReference<>(Optional.empty());
            PortCalls calls = new PortCalls();
            try (Wired one = Wired.over(places.one(), calls);
                    Wired other = Wired.over(places.other())) {
                calls.before(call, () -> between.set(Optional.of(start(other.cofre()))));
                FirstStart.Started started = start(one.cofre());
                met = between.get().isPresent();
                if (met) {
                    assertOneWon(started, places.one(), between.get().get(), places.other());
                }
            }
        }
    }

    @Test
    void starts_atOnce_oneWinsAndItsTokenWorks() throws Exception {
        Place.fresh(PRISTINE, Files.createDirectory(directory.resolve("template")));
        Pair places = pair("once");
        try (Wired one = Wired.over(places.one());
                Wired other = Wired.over(places.other());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CyclicBarrier barrier = new CyclicBarrier(2);
            Future<FirstStart.Started> first = threads.submit(() -> {
                barrier.await();
                return start(one.cofre());
            });
            Future<FirstStart.Started> second = threads.submit(() -> {
                barrier.await();
                return start(other.cofre());
            });
            assertOneWon(first.get(), places.one(), second.get(), places.other());
        }
    }

    private Pair pair(String name) throws IOException {
        Place one = Place.copyOf(PRISTINE, "first_start_race", Files.createDirectory(directory.resolve(name)));
        Place other = new Place(one.url(), Files.createDirectory(directory.resolve(name + "-other")));
        Files.copy(one.masterKey(), other.masterKey(), java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
        return new Pair(one, other);
    }

    private static FirstStart.Started start(Cofre node) {
        return node.upkeep().firstStart().start();
    }

    private static void assertOneWon(FirstStart.Started one, Place ones, FirstStart.Started other, Place others) {
        boolean oneWon = one instanceof FirstStart.Started.First;
        FirstStart.Started.First won = (FirstStart.Started.First) (oneWon ? one : other);
        assertThat(oneWon ? other : one).isEqualTo(new FirstStart.Started.Again());
        try (Wired later = Wired.over(oneWon ? ones : others);
                Wired loser = Wired.over(oneWon ? others : ones)) {
            assertThat(start(later.cofre())).isEqualTo(new FirstStart.Started.Again());
            assertThat(later.cofre().upkeep().checkTrust().check()).isEqualTo(new CheckTrust.Trust.Trusted());
            assertThat(loser.cofre().upkeep().checkTrust().check()).isInstanceOf(CheckTrust.Trust.Untrusted.class);
            for (Wired node : List.of(later, loser)) {
                assertThat(node.cofre()
                                .access()
                                .authorize()
                                .authorize(new Presented(
                                        Credential.read(
                                                List.of("ApiKey "
                                                        + won.admin().token().reveal()),
                                                false),
                                        Optional.empty(),
                                        Optional.empty(),
                                        "127.0.0.1",
                                        "4bf92f3577b34da6a3ce929d0e0e4736")))
                        .isInstanceOf(Authorize.Decision.Granted.class);
            }
            Examination.audit(later);
        }
    }
}
