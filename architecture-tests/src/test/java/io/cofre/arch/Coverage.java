package io.cofre.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Every implementation of a port, fake or real, runs the port's contract kit (A12). Judges test classes too. */
final class Coverage {
    /**
     * Interfaces among the ports that no kit calls: arithmetic that the vectors judge, a memory of pure functions, and
     * what the journal's judgement looks at, which the journal's own kit judges.
     */
    static final Set<String> WITHOUT_KIT = Set.of("Ed25519Engine", "Memo", "Standing");

    private final String root;
    private final Predicate<JavaClass> main;
    private final DescribedPredicate<JavaClass> port;

    private Coverage(String root, Predicate<JavaClass> main) {
        this.root = root;
        this.main = main;
        this.port = Walls.portInterface(root);
    }

    /**
     * The rule over classes with their tests.
     *
     * @param main which of them are no tests
     */
    static Law below(String root, Predicate<JavaClass> main) {
        Coverage coverage = new Coverage(root, main);
        return new Law(
                "A12 every adapter runs the kit of its port",
                "testkit.contract",
                classes()
                        .that(DescribedPredicate.describe("in " + root, type -> Room.within(root, type)))
                        .should(coverage.runTheKit()));
    }

    private ArchCondition<JavaClass> runTheKit() {
        return new ArchCondition<>("run the contract kit of each port that they implement") {
            private final Set<Tested> tested = new LinkedHashSet<>();

            @Override
            public void init(Collection<JavaClass> all) {
                tested.clear();
                for (JavaClass type : all) {
                    if (!type.isInterface() && !kitsOf(type).isEmpty()) {
                        tested.add(new Tested(portsOf(kitsOf(type)), reachableFrom(type)));
                    }
                }
            }

            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!isAdapter(type)) {
                    return;
                }
                type.getAllRawInterfaces().stream()
                        .filter(port)
                        .filter(promised -> !WITHOUT_KIT.contains(promised.getSimpleName()))
                        .filter(promised -> tested.stream()
                                .noneMatch(test -> test.ports().contains(promised)
                                        && test.reached().contains(type)))
                        .forEach(promised -> events.add(SimpleConditionEvent.violated(
                                type,
                                "Class <" + type.getName() + "> is reached by no test that runs a kit of "
                                        + promised.getSimpleName())));
            }
        };
    }

    /** What one contract test looks at: the ports that its kits call, and all classes that it can reach. */
    private record Tested(Set<JavaClass> ports, Set<JavaClass> reached) {}

    private boolean isAdapter(JavaClass type) {
        boolean place = Room.within(root + ".testkit.memory", type)
                || Room.DRIVEN_ADAPTERS.stream()
                        .anyMatch(room -> room.below(root).test(type));
        return place
                && main.test(type)
                && !type.isInterface()
                && !type.isAnonymousClass()
                && !type.getModifiers().contains(JavaModifier.ABSTRACT);
    }

    private List<JavaClass> kitsOf(JavaClass test) {
        return test.getAllRawInterfaces().stream()
                .filter(kit -> Room.within(root + ".testkit.contract", kit))
                .toList();
    }

    private Set<JavaClass> portsOf(List<JavaClass> kits) {
        Set<JavaClass> ports = new LinkedHashSet<>();
        for (JavaClass kit : kits) {
            kit.getDirectDependenciesFromSelf().stream()
                    .map(Dependency::getTargetClass)
                    .filter(port)
                    .forEach(ports::add);
        }
        return ports;
    }

    private Set<JavaClass> reachableFrom(JavaClass start) {
        Set<JavaClass> reached = new LinkedHashSet<>(Set.of(start));
        Deque<JavaClass> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (Dependency dependency : open.remove().getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass();
                if (Room.within(root, target) && reached.add(target)) {
                    open.add(target);
                }
            }
        }
        return reached;
    }
}
