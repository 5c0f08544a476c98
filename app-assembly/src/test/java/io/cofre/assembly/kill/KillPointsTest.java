package io.cofre.assembly.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.usecase.FirstStart;
import io.cofre.ports.tenant.Language;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each use case in a process that dies before and after its k-th call of a port, for every k. Three of them; with the
 * profile {@code soak} all nine.
 */
class KillPointsTest {
    private static final List<UseCase> USUAL =
            List.of(UseCase.KEY_ROTATION, UseCase.MEMORY_FORGET, UseCase.IDEMPOTENT_RETRY);

    private static final String PRISTINE = "kill_pristine";

    @TempDir
    private Path directory;

    static Stream<UseCase> useCases() {
        return Soak.on() ? Stream.of(UseCase.values()) : USUAL.stream();
    }

    @ParameterizedTest
    @MethodSource("useCases")
    void killed_atEveryCallOfAPort_leavesAllOrNothingAndTakesTheRetry(UseCase useCase) throws Exception {
        boolean first = useCase == UseCase.FIRST_START;
        Place place = first
                ? Place.fresh(PRISTINE, directory)
                : started("kill_" + useCase.name().toLowerCase(Locale.ROOT));
        int deaths = 0;
        boolean died = true;
        for (int call = 1; died; call++) {
            for (PortCalls.Edge edge : PortCalls.Edge.values()) {
                String run = "r" + call + edge.name().toLowerCase(Locale.ROOT);
                Place where = first ? empty(run) : place;
                died = die(where, useCase, call, edge, run);
                deaths += died ? 1 : 0;
            }
        }
        assertThat(deaths).as("deaths of " + useCase).isGreaterThan(2 * 3);
        System.err.println(useCase + ": " + deaths + " deaths");
    }

    /** False where there was no such call, and the process ran to its end. */
    private static boolean die(Place place, UseCase useCase, int call, PortCalls.Edge edge, String run) {
        Deed deed = useCase.deed();
        List<String> told;
        try (Wired before = Wired.over(place)) {
            told = deed.prepare(before, run);
        }
        Doomed.Left left = Doomed.run(place, useCase, told, call, edge);
        try (Wired after = Wired.over(place)) {
            Examination.audit(after);
            List<String> standing = deed.standing(after, told);
            assertThat(standing.size()).as(edge + " " + call).isIn(0, deed.effects());
            assertThat(standing).as(edge + " " + call).containsAll(left.acknowledged());

            List<String> retried = new ArrayList<>();
            deed.run(after, told, retried::add);
            assertThat(retried).as(edge + " " + call).containsAll(standing);
            assertThat(deed.standing(after, told))
                    .as(edge + " " + call)
                    .hasSize(deed.effects())
                    .containsAll(retried);
            Examination.sweep(after);
            Examination.audit(after);
            assertThat(deed.standing(after, told)).containsAll(retried);
        }
        return left.killed();
    }

    private Place empty(String run) throws Exception {
        return Place.copyOf(PRISTINE, "kill_first_start", Files.createDirectory(directory.resolve(run)));
    }

    private Place started(String database) {
        Place place = Place.fresh(database, directory);
        try (Wired wired = Wired.over(place)) {
            assertThat(wired.cofre().upkeep().firstStart().start()).isInstanceOf(FirstStart.Started.First.class);
            Callers.done(wired.cofre()
                    .administration()
                    .createTenant()
                    .create(Callers.admin(), Callers.ACME, "Acme", Language.ALL, Optional.empty()));
        }
        return place;
    }
}
