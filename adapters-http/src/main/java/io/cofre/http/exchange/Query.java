package io.cofre.http.exchange;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decodes percent-encoding in UTF-8. */
public final class Query {
    private Query() {}

    /** The parameters in their order; empty where one is not well-formed. */
    public static Optional<List<Map.Entry<String, String>>> parameters(String query) {
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        for (String part : query.split("&", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            int equals = part.indexOf('=');
            Optional<String> name = decode(equals < 0 ? part : part.substring(0, equals), true);
            Optional<String> value = decode(equals < 0 ? "" : part.substring(equals + 1), true);
            if (name.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            parameters.add(Map.entry(name.get(), value.get()));
        }
        return Optional.of(parameters);
    }

    /** One segment of a path; empty where it is not well-formed. */
    public static Optional<String> segment(String text) {
        return decode(text, false);
    }

    private static Optional<String> decode(String text, boolean plusIsBlank) {
        if (text.indexOf('%') < 0 && (!plusIsBlank || text.indexOf('+') < 0)) {
            return Optional.of(text);
        }
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer decoded = ByteBuffer.allocate(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] == '%') {
                int high = i + 2 <= raw.length - 1 ? Character.digit(raw[i + 1], 16) : -1;
                int low = i + 2 <= raw.length - 1 ? Character.digit(raw[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                decoded.put((byte) (high * 16 + low));
                i += 2;
            } else {
                decoded.put(raw[i] == '+' && plusIsBlank ? (byte) ' ' : raw[i]);
            }
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(decoded.flip()).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
