package io.cofre.providers;

import io.helidon.common.tls.Tls;
import io.helidon.webclient.api.ConnectionKey;
import io.helidon.webclient.api.DefaultDnsResolver;
import io.helidon.webclient.api.DnsAddressLookup;
import io.helidon.webclient.api.Proxy;
import io.helidon.webclient.api.TcpClientConnection;
import io.helidon.webclient.api.WebClient;
import io.helidon.webclient.http1.Http1Client;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingDeque;

/**
 * Connections to one provider, kept open between calls, so that TLS is not negotiated anew each time. One that rested
 * longer than servers are wont to keep it is not used again, because what is sent on a connection that the server
 * closes at that moment may or may not have arrived.
 */
final class Connections implements AutoCloseable {
    private static final Duration MOST_REST = Duration.ofSeconds(15);
    private static final int MOST_RESTING = 256;

    private final WebClient client;
    private final ConnectionKey key;
    private final Duration silence;
    private final Deque<Resting> resting = new LinkedBlockingDeque<>(MOST_RESTING);
    private volatile boolean closed;

    private record Resting(TcpClientConnection connection, long since) {}

    Connections(WebClient client, ProviderSettings settings, Tls tls) {
        this.client = client;
        this.silence = settings.silence();
        this.key = new ConnectionKey(
                settings.baseUrl().getScheme(),
                settings.baseUrl().getHost(),
                settings.port(),
                settings.silence(),
                tls,
                DefaultDnsResolver.create(),
                DnsAddressLookup.defaultLookup(),
                Proxy.noProxy());
    }

    /** One that rests and is still good. */
    Optional<TcpClientConnection> resting() {
        while (true) {
            Resting last = resting.pollLast();
            if (last == null) {
                return Optional.empty();
            }
            boolean fresh = System.nanoTime() - last.since < MOST_REST.toNanos();
            if (fresh && last.connection.isConnected()) {
                last.connection.readTimeout(silence);
                return Optional.of(last.connection);
            }
            last.connection.closeResource();
        }
    }

    /** Blocks for name resolution, connecting and TLS. */
    TcpClientConnection open() {
        return TcpClientConnection.create(client, key, List.of(Http1Client.PROTOCOL_ID), any -> false, any -> {})
                .connect();
    }

    void rest(TcpClientConnection connection) {
        // The read that watches a resting connection must not time out early in the next call.
        connection.readTimeout(silence.plus(MOST_REST));
        connection.helidonSocket().idle();
        if (closed || !resting.offerLast(new Resting(connection, System.nanoTime()))) {
            connection.closeResource();
        }
    }

    @Override
    public void close() {
        closed = true;
        for (Resting left = resting.poll(); left != null; left = resting.poll()) {
            left.connection.closeResource();
        }
    }
}
