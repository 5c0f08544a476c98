package io.cofre.assembly.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The HTTP edge.
 *
 * @param port 0 for any free one
 * @param publicUrl an origin; empty where it follows from host and port
 * @param drain how long requests may go on at the stop
 * @param patience how long a caller may take nothing of its answer
 * @param jsonBodyBytes the longest JSON body
 * @param headerBytes the longest head of a request
 * @param maxConnections how many connections are served at once
 */
public record HttpConfig(
        String host,
        int port,
        Optional<URI> publicUrl,
        List<AddressRange> trustedProxies,
        List<URI> corsOrigins,
        Optional<Tls> tls,
        Duration drain,
        Duration patience,
        int jsonBodyBytes,
        int headerBytes,
        Limits limits,
        Waiting waiting,
        int maxConnections) {
    public HttpConfig {
        trustedProxies = List.copyOf(trustedProxies);
        corsOrigins = List.copyOf(corsOrigins);
    }

    /**
     * What a body may be.
     *
     * @param jsonDepth how many objects and arrays may stand around the innermost value
     * @param batchBytes the longest JSON body of many spans
     * @param lineBytes the longest line
     */
    public record Limits(int jsonDepth, int batchBytes, int lineBytes) {}

    /**
     * How long a caller is waited for.
     *
     * @param idle without a request
     * @param head for the head of a request
     * @param stall for the next bytes of a body
     * @param bytesPerSecond the least rate of a body
     */
    public record Waiting(Duration idle, Duration head, Duration stall, int bytesPerSecond) {}

    /** PEM files. */
    public record Tls(Path certificateFile, Path keyFile) {}
}
