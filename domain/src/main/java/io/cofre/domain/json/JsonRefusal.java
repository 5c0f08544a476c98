package io.cofre.domain.json;

/** Carries a fault up to {@link JsonReader}'s answer, never further. */
final class JsonRefusal extends Exception {
    private static final long serialVersionUID = 1;

    private final transient JsonFault fault;

    JsonRefusal(String pointer, JsonFault.Kind kind, String message) {
        super(message, null, false, false);
        this.fault = new JsonFault(pointer, kind, message);
    }

    JsonFault fault() {
        return fault;
    }
}
