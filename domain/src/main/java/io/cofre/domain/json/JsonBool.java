package io.cofre.domain.json;

/** The values {@code true} and {@code false}. */
public enum JsonBool implements JsonValue {
    FALSE,
    TRUE;

    public static JsonBool of(boolean value) {
        return value ? TRUE : FALSE;
    }
}
