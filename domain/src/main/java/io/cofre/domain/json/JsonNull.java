package io.cofre.domain.json;

/** The value {@code null}: a member with it is there, and is kept. */
public enum JsonNull implements JsonValue {
    NULL
}
