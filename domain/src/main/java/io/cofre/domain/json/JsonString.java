package io.cofre.domain.json;

/** A text: well-formed Unicode without U+0000. */
public final class JsonString implements JsonValue {
    private final String value;

    private JsonString(String value) {
        this.value = value;
    }

    /**
     * The value of a text.
     *
     * @throws IllegalArgumentException for a lone surrogate or U+0000; text from outside comes through
     *     {@link JsonReader}, which answers with a fault instead
     */
    public static JsonString of(String value) {
        switch (JsonText.flawOf(value)) {
            case NONE -> {}
            case LONE_SURROGATE -> throw new IllegalArgumentException("the text has a lone surrogate");
            case NUL -> throw new IllegalArgumentException("the text has U+0000");
        }
        return new JsonString(value);
    }

    /** For text that was checked already. */
    static JsonString trusted(String value) {
        return new JsonString(value);
    }

    public String value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonString that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return "JsonString[" + value.length() + " characters]";
    }
}
