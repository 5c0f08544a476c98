package io.cofre.http.helidon;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * How long a caller is waited for.
 *
 * @param idle how long a connection may stand without a request
 * @param head how long the head of a request may take from its first byte, and a TLS handshake from the start
 * @param stall how long a body may bring nothing; also the grace before its rate counts
 * @param bytesPerSecond the least that a body must bring on the whole while it is waited for, after the grace
 * @param write how long a caller may take nothing of its answer; then its connection is closed
 */
public record Patience(Duration idle, Duration head, Duration stall, int bytesPerSecond, Duration write) {
    /** 5 minutes, 10 s, 30 s, 1 KiB/s, 30 s. */
    public static final Patience STANDARD = new Patience(
            Duration.ofMinutes(5), Duration.ofSeconds(10), Duration.ofSeconds(30), 1024, Duration.ofSeconds(30));

    public Patience {
        if (Stream.of(idle, head, stall, write).anyMatch(time -> time.toMillis() < 1) || bytesPerSecond < 1) {
            throw new IllegalArgumentException("patience is at least a millisecond, and a byte a second");
        }
    }
}
