package io.cofre.arch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who may depend on whom: rooms on rooms, rooms on libraries, and the few places with a wall of their own. */
final class Walls {
    /** What every class may use. */
    private static final List<String> LANGUAGE = List.of("java..", "org.jspecify.annotations..");

    /** A library's packages, and the only places that may use it. */
    private static final Map<String, Set<String>> LIBRARIES = Map.ofEntries(
            Map.entry("com.google.inject", Set.of("assembly")),
            Map.entry("picocli", Set.of("assembly")),
            Map.entry("io.helidon", Set.of("http.helidon", "providers", "assembly")),
            Map.entry("com.fasterxml.jackson.core", Set.of("domain.json", "providers", "http", "assembly")),
            Map.entry("com.fasterxml.jackson.databind", Set.of("providers", "http", "assembly")),
            Map.entry("io.micrometer", Set.of("assembly.telemetry")),
            Map.entry("io.opentelemetry", Set.of("assembly.telemetry")),
            Map.entry("org.jooq", Set.of("postgres")),
            Map.entry("org.postgresql", Set.of("postgres")),
            Map.entry("org.flywaydb", Set.of("postgres")),
            Map.entry("com.zaxxer.hikari", Set.of("postgres")),
            Map.entry("io.lettuce", Set.of("redis")),
            Map.entry("com.github.benmanes.caffeine", Set.of("local")),
            Map.entry("io.github.bucket4j", Set.of("local")),
            Map.entry("org.apache.commons.compress", Set.of("local")),
            Map.entry("org.bouncycastle", Set.of("domain.crypto", "assembly.demo.verify")),
            Map.entry("com.amazon.corretto", Set.of("domain.crypto")),
            Map.entry("de.mkammerer", Set.of("domain.crypto")),
            Map.entry("io.github.rctcwyvrn", Set.of("domain.crypto")),
            Map.entry("org.erdtman.jcs", Set.of("assembly.demo.verify")));

    private final String root;

    private Walls(String root) {
        this.root = root;
    }

    static List<Law> below(String root) {
        Walls walls = new Walls(root);
        List<Law> laws = new ArrayList<>(walls.allowLists());
        laws.addAll(walls.rooms());
        laws.addAll(walls.libraries());
        laws.addAll(walls.ownWalls());
        laws.add(walls.cycles());
        return laws;
    }

    /** Allow-lists, so that a misspelt package refuses too much instead of nothing. */
    private List<Law> allowLists() {
        DescribedPredicate<JavaClass> rules = outside(in("domain"), in("domain.crypto"), in("domain.json"));
        return List.of(
                onlyTouches("A1 ports", "ports", in("ports"), in("ports")),
                onlyTouches("A2 domain", "domain", rules, in("ports"), in("domain"), library("jakarta.inject")),
                onlyTouches(
                        "A2 domain.crypto",
                        "domain.crypto",
                        in("domain.crypto"),
                        in("ports"),
                        in("domain"),
                        library("javax.crypto"),
                        library("javax.security.auth"),
                        library("org.bouncycastle"),
                        library("com.amazon.corretto"),
                        library("de.mkammerer"),
                        library("io.github.rctcwyvrn")),
                onlyTouches(
                        "A2 domain.json",
                        "domain.json",
                        in("domain.json"),
                        in("ports"),
                        in("domain"),
                        library("com.fasterxml.jackson.core")),
                new Law(
                        "A3 only use cases call ports",
                        "domain",
                        noClasses()
                                .that(outside(in("domain"), in("domain.usecase"), facade()))
                                .should(Reach.forPortsNotImplemented(portInterface(root)))));
    }

    /** The picture of the architecture: a room touches only the rooms that it may (A4, A5). */
    private List<Law> rooms() {
        List<Law> laws = new ArrayList<>();
        for (Room room : Room.values()) {
            DescribedPredicate<JavaClass> forbidden = DescribedPredicate.alwaysFalse();
            for (Room other : Room.values()) {
                if (!room.mayTouch(other)) {
                    forbidden = forbidden.or(outside(other.below(root), in(room.mayTouchInside(other))));
                }
            }
            laws.add(new Law(
                    "A5 " + room.place() + " touches only its rooms",
                    room.place(),
                    noClasses()
                            .that(room.below(root))
                            .should()
                            .dependOnClassesThat(forbidden.as("in a room that it may not touch"))));
        }
        return laws;
    }

    private List<Law> libraries() {
        List<Law> laws = new ArrayList<>();
        LIBRARIES.forEach((library, places) -> {
            DescribedPredicate<JavaClass> elsewhere = in("");
            for (String place : places) {
                elsewhere = elsewhere.and(DescribedPredicate.not(in(place)));
            }
            laws.add(new Law(
                    "A6 " + library,
                    "",
                    noClasses()
                            .that(elsewhere.as("outside of " + places))
                            .should()
                            .dependOnClassesThat(library(library))));
        });
        return laws;
    }

    private List<Law> ownWalls() {
        DescribedPredicate<JavaCodeUnitAccess<?>> makesVerifiedSpan = DescribedPredicate.describe(
                "make a VerifiedSpan",
                call -> call.getTargetOwner().getName().equals(root + ".ports.span.VerifiedSpan")
                        && call.getTarget().getName().equals("<init>"));
        return List.of(
                new Law(
                        "A13 fakes run without a test engine",
                        "testkit.memory",
                        noClasses()
                                .that(in("testkit.memory").or(in("testkit.fault")))
                                .should()
                                .dependOnClassesThat(resideInAnyPackage("org.junit..", "org.assertj.."))),
                new Law(
                        "B1 only domain.span verifies",
                        "",
                        noClasses()
                                .that(outside(in(""), in("domain.span"), in("testkit")))
                                .should(Reach.forAccesses(makesVerifiedSpan))),
                onlyTouches(
                        "B2 the command line starts on a small class path",
                        "assembly.cli",
                        in("assembly.cli"),
                        in("assembly.cli"),
                        library("picocli"),
                        library("com.fasterxml.jackson")),
                onlyTouches(
                        "B3 the demo verifies by itself",
                        "assembly.demo.verify",
                        in("assembly.demo.verify"),
                        in("assembly.demo.verify"),
                        library("com.fasterxml.jackson"),
                        library("org.bouncycastle"),
                        library("org.erdtman.jcs")));
    }

    /**
     * Inside each room, its packages build on one another one way. Facts of {@code ports} may name each other's ids: a
     * fact that itself names nothing of another package ties no knot.
     */
    private Law cycles() {
        SliceAssignment packages = new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                for (Room room : Room.values()) {
                    String prefix = root + "." + room.place() + ".";
                    if (room.below(root).test(type) && type.getPackageName().startsWith(prefix)) {
                        String rest = type.getPackageName().substring(prefix.length());
                        int dot = rest.indexOf('.');
                        return SliceIdentifier.of(room.place(), dot < 0 ? rest : rest.substring(0, dot));
                    }
                }
                return SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages of each room";
            }
        };
        DescribedPredicate<JavaClass> leaf = DescribedPredicate.describe(
                "a fact of ports that names nothing of another package",
                type -> Room.within(root + ".ports", type)
                        && type.getDirectDependenciesFromSelf().stream()
                                .map(dependency -> dependency.getTargetClass())
                                .noneMatch(target -> Room.within(root + ".ports", target)
                                        && !target.getPackageName().equals(type.getPackageName())));
        return new Law(
                "A14 no package cycles",
                "",
                slices().assignedFrom(packages)
                        .should()
                        .beFreeOfCycles()
                        .ignoreDependency(DescribedPredicate.alwaysTrue(), leaf));
    }

    @SafeVarargs
    private static Law onlyTouches(
            String name,
            String subject,
            DescribedPredicate<JavaClass> judged,
            DescribedPredicate<JavaClass>... allowed) {
        DescribedPredicate<JavaClass> any = resideInAnyPackage(LANGUAGE.toArray(String[]::new));
        for (DescribedPredicate<JavaClass> one : allowed) {
            any = any.or(one);
        }
        return new Law(name, subject, classes().that(judged).should().onlyDependOnClassesThat(any));
    }

    /** A port: an interface of {@code ports} that is not the closed family of an outcome. */
    static DescribedPredicate<JavaClass> portInterface(String root) {
        return DescribedPredicate.describe(
                "port interfaces",
                type -> Room.within(root + ".ports", type)
                        && type.isInterface()
                        && !type.reflect().isSealed());
    }

    /** The package of the domain itself, where embedders find the facade. */
    private DescribedPredicate<JavaClass> facade() {
        return DescribedPredicate.describe(
                "the facade", type -> type.getPackageName().equals(root + ".domain"));
    }

    private DescribedPredicate<JavaClass> in(String place) {
        String packageName = place.isEmpty() ? root : root + "." + place;
        return DescribedPredicate.describe("in " + packageName, type -> Room.within(packageName, type));
    }

    private static DescribedPredicate<JavaClass> library(String packageName) {
        return DescribedPredicate.describe(packageName, type -> Room.within(packageName, type.getBaseComponentType()));
    }

    @SafeVarargs
    private static DescribedPredicate<JavaClass> outside(
            DescribedPredicate<JavaClass> whole, DescribedPredicate<JavaClass>... parts) {
        DescribedPredicate<JavaClass> rest = whole;
        for (DescribedPredicate<JavaClass> part : parts) {
            rest = rest.and(DescribedPredicate.not(part));
        }
        return rest;
    }
}
