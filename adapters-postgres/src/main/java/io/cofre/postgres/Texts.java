package io.cofre.postgres;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** How facts stand in columns. */
public final class Texts {
    private Texts() {}

    /** The constant whose wire form this is. */
    public static <E extends Enum<E>> E constant(Class<E> type, String wire) {
        return Enum.valueOf(type, wire.toUpperCase(Locale.ROOT));
    }

    public static <T> String[] array(Collection<T> values, Function<T, String> text) {
        return values.stream().map(text).toArray(String[]::new);
    }

    public static <T> List<T> list(String[] texts, Function<String, T> value) {
        return List.of(texts).stream().map(value).toList();
    }
}
