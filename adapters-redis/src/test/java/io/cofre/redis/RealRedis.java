package io.cofre.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.embedded.RedisServer;

/** A Redis of the test's own, on loopback and a free port, that can be paused and killed. */
final class RealRedis implements AutoCloseable {
    private final int port;
    private RedisServer server;
    private long pid;
    private boolean paused;

    RealRedis() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server = start();
    }

    String url() {
        return "redis://127.0.0.1:" + port;
    }

    void pause() {
        signal("STOP");
        paused = true;
    }

    void resume() {
        signal("CONT");
        paused = false;
    }

    void stop() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void startAgain() {
        server = start();
    }

    @Override
    public void close() {
        if (paused) {
            resume();
        }
        stop();
    }

    private RedisServer start() {
        try {
            RedisServer started = RedisServer.newRedisServer()
                    .bind("127.0.0.1")
                    .port(port)
                    .setting("save \"\"")
                    .setting("appendonly no")
                    .build();
            started.start();
            pid = pid();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long pid() {
        RedisClient client = RedisClient.create(url());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            Matcher found = Pattern.compile("process_id:([0-9]+)")
                    .matcher(connection.sync().info("server"));
            if (!found.find()) {
                throw new AssertionError("Redis does not say its process id");
            }
            return Long.parseLong(found.group(1));
        } finally {
            client.shutdown();
        }
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
            if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new AssertionError("kill -" + name + " failed");
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
