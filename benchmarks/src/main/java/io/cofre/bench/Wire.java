package io.cofre.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One connection that is kept, and a client that costs next to nothing beside the server it loads: requests are bytes
 * made before, answers are read to their end and not looked at further. Not thread-safe.
 */
final class Wire implements AutoCloseable {
    private static final int OK_FROM = 200;
    private static final int OK_TO = 299;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private long firstByte;

    Wire(URI address) {
        try {
            socket = new Socket(address.getHost(), address.getPort());
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            out = socket.getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] post(String path, String token, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: bench\r\nAuthorization: ApiKey " + token
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + bytes.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(bytes, 0, all, head.length, bytes.length);
        return all;
    }

    static byte[] get(String path, String token) {
        return ("GET " + path + " HTTP/1.1\r\nHost: bench\r\nAuthorization: ApiKey " + token + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Sends, and reads the whole answer; its body. Anything but a success ends the benchmark. */
    byte[] call(byte[] request) {
        try {
            out.write(request);
            String status = line();
            firstByte = System.nanoTime();
            int code = Integer.parseInt(status.split(" ", -1)[1]);
            long length = -1;
            boolean chunked = false;
            for (String header = line(); !header.isEmpty(); header = line()) {
                String lower = header.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Long.parseLong(lower.substring(15).strip());
                } else if (lower.startsWith("transfer-encoding:") && lower.contains("chunked")) {
                    chunked = true;
                }
            }
            byte[] body = chunked ? chunks() : in.readNBytes((int) Math.max(0, length));
            if (code < OK_FROM || code > OK_TO) {
                throw new IllegalStateException(status + " " + new String(body, StandardCharsets.UTF_8));
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * When the last answer's first line was there; for streams, its first piece of body is in {@link #call}'s hands.
     */
    long firstByte() {
        return firstByte;
    }

    private byte[] chunks() throws IOException {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        boolean first = true;
        for (int size = size(); size > 0; size = size()) {
            all.write(in.readNBytes(size));
            if (first) {
                firstByte = System.nanoTime();
                first = false;
            }
            line();
        }
        line();
        return all.toByteArray();
    }

    private int size() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private String line() throws IOException {
        StringBuilder text = new StringBuilder(64);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the server hung up");
            }
            if (next != '\r') {
                text.append((char) next);
            }
        }
        return text.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
