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
        int headerBytes) {
    public HttpConfig {
        trustedProxies = List.copyOf(trustedProxies);
        corsOrigins = List.copyOf(corsOrigins);
    }

    /** PEM files. */
    public record Tls(Path certificateFile, Path keyFile) {}
}
