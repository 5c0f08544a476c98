package io.cofre.assembly.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads server-sent events (HTML Standard, 9.2). */
public final class Events {
    private Events() {}

    /** Takes one event. */
    @FunctionalInterface
    public interface Taker {
        /**
         * An event that has data.
         *
         * @param id the last that was sent; empty where none was
         * @param name {@code message} where it has none
         * @throws IOException to take no more
         */
        void take(String id, String name, String data) throws IOException;
    }

    /** Takes every event, up to the end of the body. */
    public static void read(InputStream body, Taker taker) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        StringBuilder data = new StringBuilder();
        String id = "";
        String name = "message";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    taker.take(id, name, data.substring(0, data.length() - 1));
                }
                data.setLength(0);
                name = "message";
                continue;
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            switch (field) {
                case "data" -> data.append(value).append('\n');
                case "event" -> name = value;
                case "id" -> id = value;
                default -> {} // a comment keeps the connection open; other fields are none of ours
            }
        }
    }
}
