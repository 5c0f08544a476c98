package io.cofre.assembly.node;

import io.cofre.assembly.traffic.Traffic;
import io.cofre.http.exchange.Headers;
import io.cofre.http.traffic.Call;
import io.cofre.http.traffic.Seen;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Adds memories one after the other over a connection that it keeps, byte by byte, so that nothing is sent twice behind
 * its back. Ends where no connection is to be had.
 */
final class Hammering implements Runnable {
    private static final Pattern MEMORY = Pattern.compile("\"memory_id\":\\s*\"([^\"]+)\"");
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)");

    private final URI node;
    private final String token;
    private final String name;
    private final AtomicBoolean stopping;
    private final CountDownLatch answered;
    private final Set<Integer> statuses = ConcurrentHashMap.newKeySet();
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private final List<String> cut = new CopyOnWriteArrayList<>();

    /**
     * @param stopping from now on a connection may be refused
     * @param answered counts the answers
     */
    Hammering(URI node, String token, String name, AtomicBoolean stopping, CountDownLatch answered) {
        this.node = node;
        this.token = token;
        this.name = name;
        this.stopping = stopping;
        this.answered = answered;
    }

    Set<Integer> statuses() {
        return statuses;
    }

    List<String> acknowledged() {
        return acknowledged;
    }

    /** Requests that were taken and not answered, or not as the document says. */
    List<String> cut() {
        return cut;
    }

    @Override
    public void run() {
        int sent = 0;
        while (true) {
            boolean late = stopping.get();
            int first = sent;
            try (Socket socket = new Socket(node.getHost(), node.getPort())) {
                socket.setSoTimeout(30_000);
                boolean open = true;
                while (open) {
                    String text = name + "-" + sent;
                    socket.getOutputStream().write(request(text));
                    sent++;
                    open = answer(text, socket.getInputStream());
                }
            } catch (IOException e) {
                // One that came after the stop and heard nothing at all was refused, wherever the kernel had it.
                boolean refused = sent == first || (late && sent == first + 1);
                if (!refused || !stopping.get()) {
                    cut.add(name + "-" + sent + ": " + e);
                }
                return;
            }
        }
    }

    private static String body(String text) {
        return "{\"content\":\"" + text + "\"}";
    }

    private byte[] request(String text) {
        String body = body(text);
        return ("POST /cli/memory.add HTTP/1.1\r\nHost: cofre\r\nAuthorization: ApiKey " + token
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether the connection stays open. */
    private boolean answer(String text, InputStream in) throws IOException {
        String head = head(in);
        int status = Integer.parseInt(head.substring(9, 12));
        Matcher length = LENGTH.matcher(head);
        String body = length.find()
                ? new String(in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8)
                : "";
        statuses.add(status);
        hold(text, status, head, body);
        if (status == 200) {
            Matcher memory = MEMORY.matcher(body);
            if (!memory.find()) {
                throw new IOException("an answer without its end: " + head + body);
            }
            acknowledged.add(memory.group(1));
            answered.countDown();
        }
        return !head.toLowerCase(Locale.ROOT).contains("\r\nconnection: close");
    }

    /** Against the document; nobody waits for what this thread throws. */
    private void hold(String text, int status, String head, String body) {
        Headers fields = Headers.of(head.lines()
                .skip(1)
                .filter(line -> line.contains(": "))
                .map(line -> line.split(": ", 2))
                .map(field -> Map.entry(field[0], field[1]))
                .toList());
        try {
            Traffic.check(Call.post("/cli/memory.add", body(text)).key(token), new Seen(status, fields, body));
        } catch (AssertionError e) {
            cut.add(text + ": " + e.getMessage());
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 2) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no answer but the end, after " + head.size() + " bytes");
            }
            head.write(next);
            ends = next == '\n' ? ends + 1 : next == '\r' ? ends : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }
}
