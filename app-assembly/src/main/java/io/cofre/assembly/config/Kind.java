package io.cofre.assembly.config;

import java.util.function.Function;

/**
 * What a setting's text may be.
 *
 * @param allowed says it to people: "1 to 65535", "text or json"
 * @param parse the value, or an {@link IllegalArgumentException} whose message says what is wrong with the text
 * @param print the value for people, without any secret
 */
record Kind<T>(String allowed, Function<String, T> parse, Function<T, String> print) {
    static <T> Kind<T> of(String allowed, Function<String, T> parse) {
        return new Kind<>(allowed, parse, Object::toString);
    }

    static <T> Kind<T> of(String allowed, Function<String, T> parse, Function<T, String> print) {
        return new Kind<>(allowed, parse, print);
    }
}
