package io.cofre.assembly.demo.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One span as the API gives it, {@code {"span": …, "position": …, "recorded_at": …}}: the span's members as their own
 * texts.
 */
public final class Line {
    private final Map<String, String> members;
    private final long position;
    private final String recordedAt;

    private Line(Map<String, String> members, long position, String recordedAt) {
        this.members = members;
        this.position = position;
        this.recordedAt = recordedAt;
    }

    /**
     * Reads one answer, or one line of an export.
     *
     * @throws IOException where it is no such text
     */
    public static Line of(String text) throws IOException {
        Map<String, String> envelope = RawJson.members(text);
        String span = envelope.get("span");
        String position = envelope.get("position");
        if (span == null || position == null) {
            throw new IOException("no span with its position: " + envelope.keySet());
        }
        try {
            String recordedAt = Optional.ofNullable(envelope.get("recorded_at"))
                    .flatMap(RawJson::string)
                    .orElse("");
            return new Line(RawJson.members(span), Long.parseLong(position), recordedAt);
        } catch (NumberFormatException e) {
            throw new IOException("the position is no integer: " + position, e);
        }
    }

    /**
     * Reads the member {@code spans} of a list's answer.
     *
     * @throws IOException where it is no such text
     */
    public static List<Line> ofList(String text) throws IOException {
        String spans = RawJson.members(text).get("spans");
        if (spans == null) {
            throw new IOException("the answer has no member spans");
        }
        List<Line> lines = new ArrayList<>();
        for (String item : RawJson.items(spans)) {
            lines.add(of(item));
        }
        return lines;
    }

    /** A span alone, as if it had been recorded last. */
    public static Line unrecorded(String span) throws IOException {
        return new Line(RawJson.members(span), Long.MAX_VALUE, "");
    }

    /** The ledger's own order. */
    public long position() {
        return position;
    }

    /** The ledger's own time, as it was sent; empty where it was not. */
    public String recordedAt() {
        return recordedAt;
    }

    /** A member that is a string; empty where there is none. */
    public String text(String member) {
        return Optional.ofNullable(members.get(member)).flatMap(RawJson::string).orElse("");
    }

    /** A member's own text; empty where there is none. */
    public Optional<String> raw(String member) {
        return Optional.ofNullable(members.get(member));
    }

    Set<String> names() {
        return members.keySet();
    }

    /** The members of a member that is an object, each as its own text; none where there is no such object. */
    Map<String, String> inside(String member) {
        String raw = members.get(member);
        if (raw == null) {
            return Map.of();
        }
        try {
            return RawJson.members(raw);
        } catch (IOException e) {
            return Map.of();
        }
    }

    /** The same, those that are strings. */
    Map<String, String> textsInside(String member) {
        Map<String, String> texts = new LinkedHashMap<>();
        inside(member).forEach((name, raw) -> RawJson.string(raw).ifPresent(text -> texts.put(name, text)));
        return texts;
    }

    /** What was signed: the span without its hash and signature, in canonical form. */
    byte[] canonical() throws IOException {
        StringBuilder text = new StringBuilder("{");
        for (Map.Entry<String, String> member : members.entrySet()) {
            if (member.getKey().equals("payload_hash") || member.getKey().equals("sig")) {
                continue;
            }
            text.append(text.length() == 1 ? "" : ",")
                    .append(Quoted.of(member.getKey()))
                    .append(':')
                    .append(member.getValue());
        }
        return Arithmetic.canonical(text.append('}').toString());
    }
}
