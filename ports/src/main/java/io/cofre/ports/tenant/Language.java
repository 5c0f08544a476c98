package io.cofre.ports.tenant;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A language whose stems a tenant's memories are found by (spec 04). Wire form: lower case. */
public enum Language {
    PT,
    EN;

    /** What a tenant has that chose none. */
    public static final Set<Language> ALL = Set.copyOf(EnumSet.allOf(Language.class));

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Wire forms, always in the same order. */
    public static List<String> wires(Set<Language> languages) {
        return Arrays.stream(values())
                .filter(languages::contains)
                .map(Language::wire)
                .toList();
    }
}
