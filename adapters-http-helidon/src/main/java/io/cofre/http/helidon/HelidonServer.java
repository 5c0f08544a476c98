package io.cofre.http.helidon;

import io.cofre.http.surface.Surface;
import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.http.DirectHandler;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;

/** Carries a surface over HTTP/1.1 on Helidon; each connection has a virtual thread. */
public final class HelidonServer implements AutoCloseable {
    private static final Duration LAST_GRACE = Duration.ofMillis(500);

    /** A write that waits for room hears of none until a third of this is taken: so slow may a caller be. */
    private static final int SEND_BUFFER = 256 << 10;

    private final WebServer server;
    private final Carrying carrying;
    private final Accepting accepting;
    private final SlowCallers slowCallers;
    private final Duration drain;

    private HelidonServer(
            WebServer server, Carrying carrying, Accepting accepting, SlowCallers slowCallers, Duration drain) {
        this.server = server;
        this.carrying = carrying;
        this.accepting = accepting;
        this.slowCallers = slowCallers;
        this.drain = drain;
    }

    /** Begins to listen and to serve: {@link #listen}, then {@link #serve}. */
    public static Starting start(
            ServerSettings settings, Surface surface, AtomicBoolean draining, RandomGenerator random) {
        Starting starting = listen(settings, random);
        if (starting instanceof Starting.Started(HelidonServer server)) {
            server.serve(surface, draining);
        }
        return starting;
    }

    /**
     * Begins to listen. Every request is answered with 503 until there is something to serve.
     *
     * @param random names the traces of requests that the surface does not see
     */
    public static Starting listen(ServerSettings settings, RandomGenerator random) {
        Accepting accepting = new Accepting(
                SocketOptions.builder()
                        // Without it each small chunk that is flushed waits for an acknowledgement, 40 ms.
                        .tcpNoDelay(true)
                        .socketSendBufferSize(SEND_BUFFER)
                        .build(),
                settings.maxConnections(),
                settings.patience().head());
        SlowCallers slowCallers = new SlowCallers(settings.patience().write());
        WatchedConnections connections =
                new WatchedConnections(http1(settings), accepting, settings.patience(), slowCallers);
        Carrying carrying = new Carrying(connections, random);
        WebServerConfig.Builder config;
        try {
            config = config(settings, accepting, connections, carrying, random);
        } catch (NoSuchFileException e) {
            return new Starting.BadTls("there is no file " + e.getFile());
        } catch (AccessDeniedException e) {
            return new Starting.BadTls("the file " + e.getFile() + " may not be read by the user of this process");
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            // The key stores' providers and Helidon's builder refuse bad keys by unchecked exceptions too.
            return new Starting.BadTls(String.valueOf(e.getMessage()));
        }
        Optional<Starting> refusal = bindable(settings);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        WebServer server = config.build().start();
        if (!server.isRunning()) {
            return new Starting.NotBindable(settings.host(), settings.port(), "Helidon did not start; see the log");
        }
        slowCallers.start();
        return new Starting.Started(new HelidonServer(server, carrying, accepting, slowCallers, settings.drain()));
    }

    /** Helidon keeps to itself why it could not bind: it is tried before. */
    private static Optional<Starting> bindable(ServerSettings settings) {
        InetSocketAddress address = new InetSocketAddress(settings.host(), settings.port());
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(address);
            return Optional.empty();
        } catch (IOException e) {
            String why = String.valueOf(e.getMessage());
            return Optional.of(
                    why.contains("in use")
                            ? new Starting.PortInUse(settings.host(), settings.port())
                            : new Starting.NotBindable(settings.host(), settings.port(), why));
        }
    }

    private static Http1ConnectionSelector http1(ServerSettings settings) {
        Http1Config http1 = Http1Config.builder()
                // Helidon answers 400 past its limit; up to there the surface refuses with the right code.
                .maxHeadersSize(2 * settings.headerBytes())
                .maxPrologueLength(2 * settings.headerBytes())
                // They would write tokens down, at the level of debugging.
                .receiveLog(false)
                .sendLog(false)
                .build();
        return Http1ConnectionSelector.builder().config(http1).build();
    }

    private static WebServerConfig.Builder config(
            ServerSettings settings,
            Accepting accepting,
            WatchedConnections connections,
            Carrying carrying,
            RandomGenerator random)
            throws IOException, GeneralSecurityException {
        DirectHandlers.Builder refusing = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            refusing.addHandler(type, new Refusing(random, carrying::unread));
        }
        WebServerConfig.Builder config = WebServer.builder()
                .host(settings.host())
                .port(settings.port())
                // The assembly stops what it started, in its own order.
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .addConnectionSelector(connections)
                .connectionOptions(accepting)
                .idleConnectionTimeout(settings.patience().idle())
                // The answers are waited for before; what stands then is a connection without a request.
                .shutdownGracePeriod(LAST_GRACE)
                .directHandlers(refusing.build())
                .routing(HttpRouting.builder().any(carrying));
        if (settings.tls().isPresent()) {
            config.tls(Tls.builder()
                    .sslContext(TlsKeys.context(settings.tls().get()))
                    .addApplicationProtocol("http/1.1")
                    .build());
        }
        return config;
    }

    /**
     * From now on the surface answers.
     *
     * @param draining true once the server stops: for the node's health
     */
    public void serve(Surface surface, AtomicBoolean draining) {
        carrying.serve(surface, draining);
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** Requests that are being answered. */
    public long answering() {
        return carrying.answering();
    }

    /** Connections that stand, with or without a request. */
    public long connections() {
        return accepting.count();
    }

    /**
     * Answers what it has, each answer the last of its connection, and new connections with 503, then closes; what does
     * not end within the settings' drain is cut off. A second call does nothing.
     */
    @Override
    public void close() {
        close(drain);
    }

    /** The same, in less than the settings' drain where {@code atMost} is less. */
    public void close(Duration atMost) {
        carrying.drain();
        carrying.awaitQuiet(atMost.compareTo(drain) < 0 ? atMost : drain);
        server.stop();
        slowCallers.close();
    }
}
