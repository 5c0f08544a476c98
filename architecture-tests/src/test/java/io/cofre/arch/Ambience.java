package io.cofre.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Time, randomness, identity and environment are arguments of ports and domain, never taken from around (A7). */
final class Ambience {
    /** What a class answers differently each time it is asked. */
    private static final Map<String, Set<String>> BANNED = Map.ofEntries(
            Map.entry(
                    "java.lang.System",
                    Set.of(
                            "currentTimeMillis",
                            "nanoTime",
                            "getenv",
                            "getProperty",
                            "getProperties",
                            "identityHashCode",
                            "exit")),
            Map.entry("java.lang.Thread", Set.of("sleep")),
            Map.entry("java.lang.Math", Set.of("random")),
            Map.entry("java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system", "tickMillis")),
            Map.entry("java.time.InstantSource", Set.of("system")),
            Map.entry("java.time.ZoneId", Set.of("systemDefault")),
            Map.entry("java.util.Date", Set.of("<init>")),
            Map.entry("java.util.Locale", Set.of("getDefault")),
            Map.entry("java.util.TimeZone", Set.of("getDefault")),
            Map.entry("java.util.Random", Set.of("<init>")),
            Map.entry("java.util.SplittableRandom", Set.of("<init>")),
            Map.entry("java.util.UUID", Set.of("randomUUID")),
            Map.entry("java.util.concurrent.ThreadLocalRandom", Set.of("current")),
            Map.entry("java.util.random.RandomGenerator", Set.of("getDefault", "of")),
            Map.entry("java.security.SecureRandom", Set.of("<init>", "getInstance", "getInstanceStrong")));

    private Ambience() {}

    static List<Law> below(String root) {
        return List.of(law(root, "ports"), law(root, "domain"));
    }

    private static Law law(String root, String place) {
        DescribedPredicate<JavaCodeUnitAccess<?>> ambient =
                DescribedPredicate.describe("take time, randomness or environment from around", Ambience::isAmbient);
        return new Law(
                "A7 " + place + " takes nothing from around",
                place,
                noClasses()
                        .that(DescribedPredicate.describe("in " + place, type -> Room.within(root + "." + place, type)))
                        .should(Reach.forAccesses(ambient)));
    }

    private static boolean isAmbient(JavaCodeUnitAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getTarget().getName();
        if (owner.startsWith("java.time.") && name.equals("now")) {
            return access.getTarget().getRawParameterTypes().isEmpty();
        }
        return BANNED.getOrDefault(owner, Set.of()).contains(name);
    }
}
