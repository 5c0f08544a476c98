package io.cofre.http.helidon;

import io.helidon.common.socket.SocketOptions;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Sets the options of accepted sockets, and keeps hold of them: Helidon shows them nowhere else. */
final class AcceptedSockets implements SocketOptions {
    /** A write that waits for room hears of none until a third of this is taken: so slow may a caller be. */
    private static final int SEND_BUFFER = 256 << 10;

    /** Without no-delay each small chunk that is flushed waits for an acknowledgement, 40 ms. */
    private final SocketOptions options = SocketOptions.builder()
            .tcpNoDelay(true)
            .socketSendBufferSize(SEND_BUFFER)
            .build();

    private final Map<SocketAddress, Socket> open = new ConcurrentHashMap<>();

    /** The open socket whose other end has this address. */
    Optional<Socket> from(SocketAddress address) {
        return Optional.ofNullable(open.get(address));
    }

    void forgetClosed() {
        open.values().removeIf(Socket::isClosed);
    }

    @Override
    public void configureSocket(Socket socket) {
        options.configureSocket(socket);
        SocketAddress remote = socket.getRemoteSocketAddress();
        if (remote != null) {
            open.put(remote, socket);
        }
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
