package io.cofre.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.Predefined;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each rule reports exactly the fixture classes that break it. */
class BiteTest {
    private static final String ROOT = "io.cofre.arch.fixture";
    private static final JavaClasses FIXTURE = new ClassFileImporter()
            .withImportOption(Predefined.DO_NOT_INCLUDE_PACKAGE_INFOS)
            .importPackages(ROOT);

    /** Each line of a report begins with where the fault stands. */
    private static final Pattern WHERE = Pattern.compile("<(" + Pattern.quote(ROOT) + "[^>]*)>");

    private static final String EVERY_SDK = "testkit.HoldsEverySdk$Everything";

    /** Rules that are not here are those of A6, one a library. */
    private static final Map<String, Set<String>> BROKEN_BY = Map.ofEntries(
            Map.entry("A1 ports", Set.of("ports.NeedsContainer", "ports.ReachesDomain")),
            Map.entry("A2 domain", Set.of("domain.rule.UsesCipher", "domain.rule.ReachesPostgres")),
            Map.entry("A2 domain.crypto", Set.of("domain.crypto.NeedsContainer")),
            Map.entry("A2 domain.json", Set.of("domain.json.NeedsContainer")),
            Map.entry("A3 only use cases call ports", Set.of("domain.rule.CallsPort")),
            Map.entry("A5 ports touches only its rooms", Set.of("ports.ReachesDomain")),
            Map.entry("A5 domain touches only its rooms", Set.of("domain.rule.ReachesPostgres")),
            Map.entry("A5 testkit touches only its rooms", Set.of("testkit.ReachesDomain")),
            Map.entry("A5 postgres touches only its rooms", Set.of("postgres.ReachesDomain")),
            Map.entry("A5 redis touches only its rooms", Set.of("redis.ReachesPostgres")),
            Map.entry("A5 local touches only its rooms", Set.of("local.ReachesRedis")),
            Map.entry("A5 providers touches only its rooms", Set.of("providers.ReachesHttp")),
            Map.entry("A5 http touches only its rooms", Set.of("http.ReachesPostgres")),
            Map.entry("A5 http.helidon touches only its rooms", Set.of("http.helidon.ReachesPorts")),
            Map.entry("A5 assembly touches only its rooms", Set.of("assembly.ReachesTestkit")),
            Map.entry("A7 ports takes nothing from around", Set.of("ports.AsksTheClock")),
            Map.entry("A7 domain takes nothing from around", Set.of("domain.rule.AsksTheClock")),
            Map.entry("A8 ports hold interfaces and facts", Set.of("ports.MayBeExtended")),
            Map.entry("A8 signatures of ports", Set.of("ports.TakesAnything")),
            Map.entry("A9 no record holds an array", Set.of("ports.HoldsArray")),
            Map.entry("A9 no record of the domain holds an array", Set.of("domain.rule.HoldsArray")),
            Map.entry("A9 a type that is cleared hides itself", Set.of("ports.TellingSecret")),
            Map.entry("A10 names in ports", Set.of("ports.LookupManager")),
            Map.entry("A10 names in the domain", Set.of("domain.rule.RuleHelper")),
            Map.entry("A11 a failure of a port is a PortFailure", Set.of("ports.LookupTrouble")),
            Map.entry("A11 a port's adapter fails with a PortFailure", Set.of("postgres.ThrowsTrouble")),
            Map.entry("A11 nobody throws a bare exception", Set.of("local.ThrowsBare")),
            Map.entry("A12 every adapter runs the kit of its port", Set.of("postgres.ThrowsTrouble")),
            Map.entry("A13 fakes run without a test engine", Set.of("testkit.memory.Asserts")),
            Map.entry("A14 no package cycles", Set.of("ports.left.Left", "ports.right.Right")),
            Map.entry("A15 no injected field", Set.of("assembly.InjectsField")),
            Map.entry("A15 no static state", Set.of("redis.KeepsState")),
            Map.entry("A15 a use case is final and does one thing", Set.of("domain.usecase.DoesTwoThings")),
            Map.entry("B1 only domain.span verifies", Set.of("local.ForgesSpan", "local.ForgesSpanByReference")),
            Map.entry("B2 the command line starts on a small class path", Set.of("assembly.cli.NeedsPorts")),
            Map.entry("B3 the demo verifies by itself", Set.of("assembly.demo.verify.TrustsDomain")));

    @TestFactory
    Stream<DynamicTest> law_overTheFixture_reportsExactlyItsBreakers() {
        return Stream.concat(Laws.below(ROOT).stream(), Stream.of(Coverage.below(ROOT, type -> true)))
                .map(law -> dynamicTest(
                        law.name(),
                        () -> assertThat(reportedBy(law)).containsExactlyInAnyOrderElementsOf(breakers(law))));
    }

    private static Set<String> breakers(Law law) {
        return law.name().startsWith("A6 ")
                ? Set.of(EVERY_SDK)
                : Objects.requireNonNull(BROKEN_BY.get(law.name()), "name what breaks " + law.name());
    }

    @Test
    void brokenBy_everyName_isALaw() {
        assertThat(Stream.concat(Laws.below(ROOT).stream(), Stream.of(Coverage.below(ROOT, type -> true))))
                .extracting(Law::name)
                .containsAll(BROKEN_BY.keySet());
    }

    private static Set<String> reportedBy(Law law) {
        Set<String> reported = new TreeSet<>();
        for (String detail : law.rule().evaluate(FIXTURE).getFailureReport().getDetails()) {
            for (String line : detail.lines().toList()) {
                Matcher where = WHERE.matcher(line);
                if (where.find()) {
                    reported.add(owner(where.group(1)));
                }
            }
        }
        return reported;
    }

    /** The class that a member belongs to, without the root. */
    private static String owner(String member) {
        return FIXTURE.stream()
                .map(JavaClass::getName)
                .filter(name -> member.equals(name) || member.startsWith(name + "."))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no fixture class in " + member))
                .substring(ROOT.length() + 1);
    }
}
