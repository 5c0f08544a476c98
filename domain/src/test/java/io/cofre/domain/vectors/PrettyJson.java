package io.cofre.domain.vectors;

import io.cofre.domain.json.Canonical;
import io.cofre.domain.json.JsonArray;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonValue;

/** JSON for people: members one a line, in canonical order. */
public final class PrettyJson {
    private PrettyJson() {}

    public static String of(JsonValue value) {
        StringBuilder text = new StringBuilder();
        write(value, "", text);
        return text.append('\n').toString();
    }

    private static void write(JsonValue value, String indent, StringBuilder text) {
        String deeper = indent + "  ";
        switch (value) {
            case JsonObject object
            when object.size() > 0 -> {
                String separator = "{\n";
                for (JsonObject.Member member : object.members()) {
                    text.append(separator).append(deeper);
                    text.append(Canonical.text(io.cofre.domain.json.JsonString.of(member.name())))
                            .append(": ");
                    write(member.value(), deeper, text);
                    separator = ",\n";
                }
                text.append('\n').append(indent).append('}');
            }
            case JsonArray array
            when !array.items().isEmpty() -> {
                String separator = "[\n";
                for (JsonValue item : array.items()) {
                    text.append(separator).append(deeper);
                    write(item, deeper, text);
                    separator = ",\n";
                }
                text.append('\n').append(indent).append(']');
            }
            default -> text.append(Canonical.text(value));
        }
    }
}
