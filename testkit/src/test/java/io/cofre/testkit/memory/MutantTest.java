package io.cofre.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.cofre.testkit.contract.Kills;
import io.cofre.testkit.memory.BrokenStores.Mutant;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Each test of a kit turns red on the mutant that it names. */
class MutantTest {
    /** One test of a kit, where it is inherited. */
    private record Trial(Class<?> subject, Method test) {
        String mutant() {
            return test.getAnnotation(Kills.class).value();
        }

        String name() {
            return test.getDeclaringClass().getSimpleName() + "." + test.getName();
        }
    }

    static Map<String, Mutant> stores() {
        Map<String, Mutant> all = new HashMap<>();
        for (Map<String, Mutant> some : List.of(
                JournalMutants.all(),
                ListMutants.all(),
                GuardMutants.all(),
                EffectMutants.all(),
                ReadMutants.all(),
                SnapshotMutants.all(),
                SpansMutants.all(),
                RowMutants.all(),
                MemoryMutants.all())) {
            all.putAll(some);
        }
        return all;
    }

    private static Set<String> mutants() {
        Set<String> names = new HashSet<>(stores().keySet());
        names.addAll(FaultMutants.all().keySet());
        names.addAll(AloneMutants.all().keySet());
        return names;
    }

    private static List<Trial> trials() {
        List<Trial> trials = new ArrayList<>();
        for (Class<?> subject : Subjects.ALL) {
            Arrays.stream(subject.getMethods())
                    .filter(method -> method.isAnnotationPresent(Test.class))
                    .sorted(Comparator.comparing(Method::getName))
                    .forEach(method -> trials.add(new Trial(subject, method)));
        }
        return trials;
    }

    private static List<Method> testsOfAllKits() {
        return ReflectionSupport.findAllClassesInPackage("io.cofre.testkit.contract", Class::isInterface, name -> true)
                .stream()
                .flatMap(kit -> Arrays.stream(kit.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Test.class))
                .toList();
    }

    @Test
    void kits_everyTest_isOnTrialAndNamesAMutantThatExists() {
        Set<Method> tried = trials().stream().map(Trial::test).collect(Collectors.toSet());
        assertThat(testsOfAllKits()).isNotEmpty().allMatch(method -> method.isAnnotationPresent(Kills.class));
        assertThat(tried).containsExactlyInAnyOrderElementsOf(testsOfAllKits());
        Set<String> named = trials().stream().map(Trial::mutant).collect(Collectors.toSet());
        assertThat(new TreeSet<>(mutants())).isEqualTo(new TreeSet<>(named));
    }

    @Test
    void kits_onTheirMutants_killEachOfThem() {
        List<Trial> trials = trials();
        List<String> survived = new ArrayList<>();
        for (Trial trial : trials) {
            Subjects.tryNext(trial.mutant());
            if (!turnsRed(trial)) {
                survived.add(trial.name() + " lets pass a store that " + trial.mutant());
            }
        }
        System.out.println("mutants killed " + (trials.size() - survived.size()) + "/" + trials.size());
        assertThat(survived).isEmpty();
    }

    private static boolean turnsRed(Trial trial) {
        var tests = EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(trial.subject(), trial.test().getName()))
                .execute()
                .testEvents();
        assertThat(tests.started().count()).as(trial.name()).isEqualTo(1);
        return tests.failed().count() == 1;
    }
}
