package io.cofre.assembly.node;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Hears every command that any client sends to a Redis, broadcasts among them. */
final class RedisMonitor implements AutoCloseable {
    private static final String LAST = "the monitor's last word";

    private final Socket socket;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final OwnRedis redis;

    private RedisMonitor(OwnRedis redis, Socket socket) {
        this.redis = redis;
        this.socket = socket;
    }

    static RedisMonitor of(OwnRedis redis) throws IOException, InterruptedException {
        RedisMonitor monitor = new RedisMonitor(redis, open(redis, "MONITOR"));
        InputStream in = monitor.socket.getInputStream();
        Thread.ofVirtual().start(() -> monitor.read(in));
        // The answers to AUTH and to MONITOR itself: from here on it hears.
        monitor.lines.poll(10, TimeUnit.SECONDS);
        monitor.lines.poll(10, TimeUnit.SECONDS);
        return monitor;
    }

    private static Socket open(OwnRedis redis, String command) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port());
        socket.getOutputStream()
                .write(("AUTH " + OwnRedis.PASSWORD + "\r\n" + command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private void read(InputStream in) {
        StringBuilder line = new StringBuilder();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    lines.add(line.toString());
                    line.setLength(0);
                } else {
                    line.append((char) next);
                }
            }
        } catch (IOException closed) {
            // Nobody listens any more.
        }
    }

    /** All that was sent up to now, as Redis prints it. */
    List<String> heard() throws IOException, InterruptedException {
        List<String> heard = new ArrayList<>();
        try (Socket other = open(redis, "ECHO \"" + LAST + "\"")) {
            String line = lines.poll(10, TimeUnit.SECONDS);
            while (line != null && !line.contains(LAST)) {
                heard.add(line);
                line = lines.poll(10, TimeUnit.SECONDS);
            }
            if (line == null) {
                throw new AssertionError("Redis is silent after " + other);
            }
        }
        return heard;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
