package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import redis.embedded.RedisServer;

/** A Redis on a free port, with a password, that keeps nothing. */
record OwnRedis(RedisServer server, int port, long pid) implements AutoCloseable {
    static final String PASSWORD = "p@ss+word";

    static OwnRedis start() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        RedisServer server = RedisServer.newRedisServer()
                .bind("127.0.0.1")
                .port(port)
                .setting("requirepass " + PASSWORD)
                .setting("save \"\"")
                .setting("appendonly no")
                .build();
        Set<Long> before = running();
        server.start();
        Set<Long> mine = running();
        mine.removeAll(before);
        assertThat(mine).hasSize(1);
        return new OwnRedis(server, port, mine.iterator().next());
    }

    private static Set<Long> running() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").contains("redis-server"))
                .map(ProcessHandle::pid)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** How a node reaches it. */
    Map<String, String> environment() {
        return Map.of(
                "COFRE_REDIS_URL",
                "redis://127.0.0.1:" + port,
                "COFRE_REDIS_PASSWORD_FILE",
                "env:REDIS_PASSWORD",
                "REDIS_PASSWORD",
                PASSWORD);
    }

    @Override
    public void close() throws IOException {
        server.stop();
    }
}
