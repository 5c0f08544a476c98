package io.cofre.http.exchange;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes server-sent events (HTML Standard, 9.2) and flushes each. Not thread-safe. */
public final class EventSink {
    private final OutputStream out;

    public EventSink(OutputStream out) {
        this.out = out;
    }

    /**
     * One event.
     *
     * @param id where a client goes on with {@code Last-Event-ID}; one line
     * @param name one line; empty for the default, {@code message}
     * @param data any text; its lines become the event's data lines
     */
    public void send(Optional<String> id, String name, String data) throws IOException {
        StringBuilder text = new StringBuilder(data.length() + 64);
        id.ifPresent(value -> text.append("id: ").append(value).append('\n'));
        if (!name.isEmpty()) {
            text.append("event: ").append(name).append('\n');
        }
        data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
        if (data.isEmpty()) {
            text.append("data\n");
        }
        flush(text.append('\n'));
    }

    public void send(String name, String data) throws IOException {
        send(Optional.empty(), name, data);
    }

    /** Keeps the connection alive and finds out whether the caller is still there; clients ignore it. */
    public void comment(String line) throws IOException {
        flush(": " + line + "\n\n");
    }

    private void flush(CharSequence text) throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
