package io.cofre.assembly.config;

import java.util.Locale;
import java.util.Optional;

/**
 * One setting, described once: the loader, {@code cofre config} and the reference page all read this.
 *
 * @param name in the file and as a system property after {@code cofre.}; in a family of settings {@code <name>} stands
 *     for a part that the operator chooses
 * @param unit of a number; empty where it has none
 * @param fallback the text that holds where none is given; empty where there is no such text
 * @param absent what holds where nothing is given and {@code fallback} is empty, for people
 * @param secret whether it says where a secret lies: its text is shown only once it is known to be no secret itself
 * @param flag its name on the command line of {@code serve}
 * @param doc one or two sentences
 */
record Setting<T>(
        String name,
        Kind<T> kind,
        String unit,
        Optional<String> fallback,
        String absent,
        boolean secret,
        Optional<String> flag,
        String doc) {
    private static final String PREFIX = "COFRE_";

    static <T> Setting<T> of(String name, Kind<T> kind, String fallback, String doc) {
        return new Setting<>(name, kind, "", Optional.of(fallback), "", false, Optional.empty(), doc);
    }

    static <T> Setting<T> optional(String name, Kind<T> kind, String absent, String doc) {
        return new Setting<>(name, kind, "", Optional.empty(), absent, false, Optional.empty(), doc);
    }

    Setting<T> in(String newUnit) {
        return new Setting<>(name, kind, newUnit, fallback, absent, secret, flag, doc);
    }

    Setting<T> asFlag(String newFlag) {
        return new Setting<>(name, kind, unit, fallback, absent, secret, Optional.of(newFlag), doc);
    }

    Setting<T> asSecret() {
        return new Setting<>(name, kind, unit, fallback, absent, true, flag, doc);
    }

    /** The same setting of one member of the family. */
    Setting<T> of(String member) {
        return new Setting<>(name.replace(Settings.MEMBER, member), kind, unit, fallback, absent, secret, flag, doc);
    }

    boolean isFamily() {
        return name.contains(Settings.MEMBER);
    }

    /** Its name in the environment. */
    String variable() {
        return PREFIX + name.replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
