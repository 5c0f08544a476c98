package io.cofre.assembly.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Shows JSON to eyes: one member a line, times as times. */
public final class Facts {
    /** Members that are a time as a number: epoch seconds, or milliseconds where that large. */
    private static final Set<String> TIMES =
            Set.of("exp", "created_at", "last_used_at", "revoke_at", "rotated_at", "ts", "until");

    private static final long FIRST_MILLISECONDS = 100_000_000_000L;

    private Facts() {}

    /** The members of an object, aligned; those that are null or empty are left out. */
    public static List<String> lines(JsonNode node, Paint paint) {
        int width = 0;
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            width = Math.max(width, Width.of(member.getKey()));
        }
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String value = value(member.getKey(), member.getValue());
            if (!value.isEmpty()) {
                lines.add(paint.faint(Width.padded(Width.shown(member.getKey()), width)) + "  " + value);
            }
        }
        return lines;
    }

    /** A member of an object as text; empty where it has none. */
    public static String text(JsonNode node, String member) {
        JsonNode value = node.get(member);
        return value == null ? "" : value(member, value);
    }

    private static String value(String name, JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> Width.shown(value.textValue());
            case NUMBER ->
                TIMES.contains(name) && value.isIntegralNumber() && value.canConvertToLong()
                        ? time(value.longValue())
                        : value.decimalValue().toPlainString();
            case BOOLEAN -> value.booleanValue() ? "yes" : "no";
            case ARRAY -> items(value);
            case OBJECT -> value.isEmpty() ? "" : Width.shown(Json.write(value));
            default -> "";
        };
    }

    private static String items(JsonNode array) {
        List<String> items = new ArrayList<>();
        for (JsonNode item : array) {
            items.add(value("", item));
        }
        return String.join(", ", items);
    }

    private static String time(long epoch) {
        if (epoch <= 0) {
            return "";
        }
        Instant instant = epoch >= FIRST_MILLISECONDS ? Instant.ofEpochMilli(epoch) : Instant.ofEpochSecond(epoch);
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
