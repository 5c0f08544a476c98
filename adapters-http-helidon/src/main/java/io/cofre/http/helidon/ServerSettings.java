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
 * @param maxConnections how many connections are served at once; those beyond are told so, and closed
 */
public record ServerSettings(
        String host,
        int port,
        Optional<TlsSettings> tls,
        int headerBytes,
        Duration drain,
        Patience patience,
        int maxConnections) {
    /** 64 KiB of headers, 30 s to stop, the standard patience, 20,000 connections, no TLS. */
    public static ServerSettings on(String host, int port) {
        return new ServerSettings(
                host, port, Optional.empty(), 64 << 10, Duration.ofSeconds(30), Patience.STANDARD, 20_000);
    }

    public ServerSettings with(TlsSettings settings) {
        return new ServerSettings(host, port, Optional.of(settings), headerBytes, drain, patience, maxConnections);
    }

    public ServerSettings draining(Duration atMost) {
        return new ServerSettings(host, port, tls, headerBytes, atMost, patience, maxConnections);
    }

    public ServerSettings with(Patience other) {
        return new ServerSettings(host, port, tls, headerBytes, drain, other, maxConnections);
    }

    public ServerSettings patient(Duration write) {
        return with(new Patience(patience.idle(), patience.head(), patience.stall(), patience.bytesPerSecond(), write));
    }

    public ServerSettings withMaxConnections(int number) {
        return new ServerSettings(host, port, tls, headerBytes, drain, patience, number);
    }
}
