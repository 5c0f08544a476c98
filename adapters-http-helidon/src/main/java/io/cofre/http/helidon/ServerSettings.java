package io.cofre.http.helidon;

import java.time.Duration;
import java.util.Optional;

/**
 * Where and how to listen.
 *
 * @param host a name or address of this machine
 * @param port 0 for any that is free
 * @param headerBytes the longest head of a request that is read at all
 * @param drain how long a stop waits for what is being answered; then connections are closed
 * @param idle how long a connection may stand without a request
 * @param patience how long a caller may take nothing of its answer; then its connection is closed
 */
public record ServerSettings(
        String host,
        int port,
        Optional<TlsSettings> tls,
        int headerBytes,
        Duration drain,
        Duration idle,
        Duration patience) {
    /** 64 KiB of headers, 30 s to stop, 5 minutes idle, 30 s of patience, no TLS. */
    public static ServerSettings on(String host, int port) {
        return new ServerSettings(
                host,
                port,
                Optional.empty(),
                64 << 10,
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofSeconds(30));
    }

    public ServerSettings with(TlsSettings settings) {
        return new ServerSettings(host, port, Optional.of(settings), headerBytes, drain, idle, patience);
    }

    public ServerSettings draining(Duration atMost) {
        return new ServerSettings(host, port, tls, headerBytes, atMost, idle, patience);
    }

    public ServerSettings patient(Duration atMost) {
        return new ServerSettings(host, port, tls, headerBytes, drain, idle, atMost);
    }
}
