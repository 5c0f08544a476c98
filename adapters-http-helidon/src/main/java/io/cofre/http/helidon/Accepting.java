package io.cofre.http.helidon;

import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;

/**
 * Counts connections and keeps their sockets, which Helidon shows to nobody but to the options that it asks to set them
 * up. Over the limit a connection is told so; far over it, it is closed unheard. A TLS handshake, which Helidon begins
 * before it asks for a protocol, has its time too. Thread-safe.
 */
final class Accepting implements SocketOptions {
    private final SocketOptions options;
    private final int most;
    private final Duration handshake;
    private final Map<Ends, Accepted> open = new ConcurrentHashMap<>();

    /** @param most how many connections are served at once */
    Accepting(SocketOptions options, int most, Duration handshake) {
        this.options = options;
        this.most = most;
        this.handshake = handshake;
    }

    /** The two ends of a connection, which no other has while it is open. */
    private record Ends(SocketAddress here, SocketAddress there) {}

    /** One connection that was taken. */
    static final class Accepted {
        private final Socket socket;
        private final Ends ends;
        private final boolean excess;
        private final CompletableFuture<Boolean> begun = new CompletableFuture<>();

        private Accepted(Socket socket, Ends ends, boolean excess) {
            this.socket = socket;
            this.ends = ends;
            this.excess = excess;
        }

        Socket socket() {
            return socket;
        }

        /** Whether there were as many connections as are served. */
        boolean isExcess() {
            return excess;
        }
    }

    /** Tells Helidon to close the socket. */
    private static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TooMany() {
            super("too many connections", null, false, false);
        }
    }

    /** Called with each socket that was accepted, before anything is read from it. */
    @Override
    public void configureSocket(Socket socket) {
        if (open.size() >= most + margin()) {
            open.values().removeIf(accepted -> accepted.socket.isClosed());
        }
        int others = open.size();
        SocketAddress here = socket.getLocalSocketAddress();
        SocketAddress there = socket.getRemoteSocketAddress();
        if (others >= most + margin() || here == null || there == null) {
            throw new TooMany();
        }
        options.configureSocket(socket);
        Accepted accepted = new Accepted(socket, new Ends(here, there), others >= most);
        open.put(accepted.ends, accepted);
        if (socket instanceof SSLSocket) {
            var unused = accepted.begun
                    .orTimeout(handshake.toMillis(), TimeUnit.MILLISECONDS)
                    .whenComplete((begun, late) -> {
                        if (late != null) {
                            // Closing says farewell in TLS, which may block.
                            Thread.ofVirtual().name("cofre-handshake").start(() -> abandon(accepted));
                        }
                    });
        }
    }

    private int margin() {
        return 16 + most / 8;
    }

    private void abandon(Accepted accepted) {
        ended(accepted);
        try {
            accepted.socket.close();
        } catch (IOException e) {
            // It is as good as closed.
        }
    }

    /** Helidon is about to speak HTTP over the connection. */
    Accepted begun(ConnectionContext context) {
        Accepted accepted = open.get(
                new Ends(context.localPeer().address(), context.remotePeer().address()));
        if (accepted == null || !accepted.begun.complete(true)) {
            throw new CloseConnectionException("the connection was given up");
        }
        return accepted;
    }

    void ended(Accepted accepted) {
        open.remove(accepted.ends, accepted);
    }

    /** Connections that stand now. */
    int count() {
        return open.size();
    }

    @Override
    public Map<SocketOption<?>, Object> socketOptions() {
        return options.socketOptions();
    }

    @Override
    public Duration connectTimeout() {
        return options.connectTimeout();
    }

    @Override
    public Duration readTimeout() {
        return options.readTimeout();
    }

    @Override
    public Optional<Integer> socketReceiveBufferSize() {
        return options.socketReceiveBufferSize();
    }

    @Override
    public Optional<Integer> socketSendBufferSize() {
        return options.socketSendBufferSize();
    }

    @Override
    public boolean socketReuseAddress() {
        return options.socketReuseAddress();
    }

    @Override
    public boolean socketKeepAlive() {
        return options.socketKeepAlive();
    }

    @Override
    public boolean tcpNoDelay() {
        return options.tcpNoDelay();
    }
}
