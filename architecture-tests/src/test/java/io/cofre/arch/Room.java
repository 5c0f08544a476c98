package io.cofre.arch;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The rooms and which others each may touch: the one place where their package names stand. */
enum Room {
    PORTS("ports"),
    DOMAIN("domain"),
    TESTKIT("testkit"),
    POSTGRES("postgres"),
    REDIS("redis"),
    LOCAL("local"),
    PROVIDERS("providers"),
    HTTP("http"),
    HELIDON("http.helidon"),
    ASSEMBLY("assembly");

    /**
     * Rooms and places without code so far. A rule about one of them is not run while it is empty, and runs as soon as
     * it is not; the test then asks for its name to be taken out.
     */
    static final Set<String> STILL_EMPTY = Set.of();

    /** Places inside the rooms that rules name. */
    static final List<String> PLACES = List.of(
            "domain.crypto",
            "domain.json",
            "domain.span",
            "domain.usecase",
            "testkit.memory",
            "testkit.fault",
            "testkit.contract",
            "assembly.cli",
            "assembly.telemetry",
            "assembly.demo.verify");

    /** Where ports are implemented for production. */
    static final Set<Room> DRIVEN_ADAPTERS = EnumSet.of(POSTGRES, REDIS, LOCAL, PROVIDERS);

    private final String place;

    Room(String place) {
        this.place = place;
    }

    /** The package below the root. */
    String place() {
        return place;
    }

    boolean mayTouch(Room other) {
        return other == this
                || switch (this) {
                    case PORTS -> false;
                    case DOMAIN, TESTKIT, POSTGRES, REDIS, LOCAL, PROVIDERS -> other == PORTS;
                    case HTTP -> other == PORTS || other == DOMAIN;
                    case HELIDON -> other == HTTP;
                    case ASSEMBLY -> other != TESTKIT;
                };
    }

    /** The one place that this room may touch inside another that it may not; a name that no package has where none. */
    String mayTouchInside(Room other) {
        return this == ASSEMBLY && other == TESTKIT ? "testkit.memory" : "nowhere";
    }

    /** The classes of this room below a root; {@code http} is without {@code http.helidon}. */
    DescribedPredicate<JavaClass> below(String root) {
        return DescribedPredicate.describe(
                "in " + root + "." + place, type -> within(root + "." + place, type) && !inRoomInside(root, type));
    }

    private boolean inRoomInside(String root, JavaClass type) {
        for (Room other : values()) {
            if (other.place.startsWith(place + ".") && within(root + "." + other.place, type)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a class is in a package or below it. */
    static boolean within(String packageName, JavaClass type) {
        return type.getPackageName().equals(packageName)
                || type.getPackageName().startsWith(packageName + ".");
    }
}
