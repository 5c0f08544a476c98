package io.cofre.providers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads server-sent events (WHATWG HTML, 9.2). Lines are parted as bytes and decoded whole, so that no character is
 * torn where a packet ends. An event that the stream's end cuts off is dropped, as that text asks.
 */
final class EventStream {
    private static final int MOST_LINE_BYTES = 4 << 20;

    private final InputStream in;
    private final byte[] buffer = new byte[16 * 1024];
    private int at;
    private int end;
    private boolean afterReturn;
    private boolean first = true;

    EventStream(InputStream in) {
        this.in = in;
    }

    /**
     * One event.
     *
     * @param type as named, or empty
     * @param data its data lines, joined by line feeds
     */
    record Event(String type, String data) {}

    /** The next event with data; empty at the end. */
    Optional<Event> next() throws IOException {
        String type = "";
        StringBuilder data = new StringBuilder();
        boolean any = false;
        while (true) {
            Optional<String> read = line();
            if (read.isEmpty()) {
                return Optional.empty();
            }
            String line = read.get();
            if (line.isEmpty()) {
                if (any) {
                    return Optional.of(new Event(type, data.toString()));
                }
                type = "";
                continue;
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + (line.startsWith(" ", colon + 1) ? 2 : 1));
            if (field.equals("data")) {
                if (any) {
                    data.append('\n');
                }
                data.append(value);
                any = true;
                if (data.length() > MOST_LINE_BYTES) {
                    throw new IOException("an event of the stream is too long");
                }
            } else if (field.equals("event")) {
                type = value;
            }
        }
    }

    /** Without its end, which is LF, CR or CRLF; empty at the end of the stream. */
    private Optional<String> line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            if (at == end && !fill()) {
                return Optional.empty();
            }
            if (afterReturn) {
                afterReturn = false;
                if (buffer[at] == '\n') {
                    at++;
                    continue;
                }
            }
            int from = at;
            while (at < end && buffer[at] != '\n' && buffer[at] != '\r') {
                at++;
            }
            line.write(buffer, from, at - from);
            if (line.size() > MOST_LINE_BYTES) {
                throw new IOException("a line of the stream is too long");
            }
            if (at < end) {
                afterReturn = buffer[at++] == '\r';
                return Optional.of(withoutMark(line.toString(StandardCharsets.UTF_8)));
            }
        }
    }

    private boolean fill() throws IOException {
        at = 0;
        int read;
        do {
            read = in.read(buffer, 0, buffer.length);
        } while (read == 0);
        end = Math.max(read, 0);
        return read > 0;
    }

    private String withoutMark(String line) {
        boolean marked = first && line.startsWith("\uFEFF");
        first = false;
        return marked ? line.substring(1) : line;
    }
}
