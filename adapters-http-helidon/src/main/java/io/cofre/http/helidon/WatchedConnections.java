package io.cofre.http.helidon;

import io.cofre.http.exchange.Connection;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.ProxyProtocolData;
import io.helidon.webserver.Router;
import io.helidon.webserver.http1.Http1Connection;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

/** HTTP/1.1 as Helidon speaks it, over connections whose caller can be watched. */
final class WatchedConnections implements ServerConnectionSelector {
    private final Http1ConnectionSelector http1;
    private final SlowCallers slowCallers;
    /** By the thread of each connection, which answers its requests too. */
    private final Map<Thread, ReadAhead> answering = new ConcurrentHashMap<>();

    private final AtomicBoolean turningAway = new AtomicBoolean();

    WatchedConnections(Http1ConnectionSelector http1, SlowCallers slowCallers) {
        this.http1 = http1;
        this.slowCallers = slowCallers;
    }

    /** Of the request that this thread answers. */
    Connection current() {
        ReadAhead connection = answering.get(Thread.currentThread());
        return connection == null ? Connection.silent() : connection;
    }

    /** Connections that are opened from now on are late. */
    void turnAway() {
        turningAway.set(true);
    }

    /** Whether the connection of this thread's request is late. */
    boolean isLate() {
        ReadAhead connection = answering.get(Thread.currentThread());
        return connection != null && connection.isLate();
    }

    boolean areOpen() {
        return !answering.isEmpty();
    }

    @Override
    public int bytesToIdentifyConnection() {
        return http1.bytesToIdentifyConnection();
    }

    @Override
    public Support supports(BufferData data) {
        return http1.supports(data);
    }

    @Override
    public Set<String> supportedApplicationProtocols() {
        return http1.supportedApplicationProtocols();
    }

    @Override
    public ServerConnection connection(ConnectionContext context) {
        ReadAhead reader = new ReadAhead(context.dataReader(), turningAway.get());
        BoundedWriter writer = slowCallers.attend(context);
        return new Watched(
                (Http1Connection) http1.connection(new WatchedContext(context, new DataReader(reader), writer)),
                reader,
                writer,
                answering,
                slowCallers);
    }

    private record Watched(
            Http1Connection http1,
            ReadAhead reader,
            BoundedWriter writer,
            Map<Thread, ReadAhead> answering,
            SlowCallers slowCallers)
            implements ServerConnection, InterruptableTask<Void> {
        @Override
        public boolean canInterrupt() {
            return http1.canInterrupt();
        }

        @Override
        public void handle(Limit limit) throws InterruptedException {
            answering.put(Thread.currentThread(), reader);
            try {
                http1.handle(limit);
            } finally {
                slowCallers.leave(writer);
                answering.remove(Thread.currentThread());
            }
        }

        @Override
        public Duration idleTime() {
            return http1.idleTime();
        }

        @Override
        public void close(boolean interrupt) {
            http1.close(interrupt);
        }
    }

    private record WatchedContext(ConnectionContext context, DataReader dataReader, DataWriter dataWriter)
            implements ConnectionContext {
        @Override
        public ListenerContext listenerContext() {
            return context.listenerContext();
        }

        @Override
        public ExecutorService executor() {
            return context.executor();
        }

        @Override
        public Router router() {
            return context.router();
        }

        @Override
        public Optional<ProxyProtocolData> proxyProtocolData() {
            return context.proxyProtocolData();
        }

        @Override
        public HelidonSocket serverSocket() {
            return context.serverSocket();
        }

        @Override
        public PeerInfo remotePeer() {
            return context.remotePeer();
        }

        @Override
        public PeerInfo localPeer() {
            return context.localPeer();
        }

        @Override
        public boolean isSecure() {
            return context.isSecure();
        }

        @Override
        public String socketId() {
            return context.socketId();
        }

        @Override
        public String childSocketId() {
            return context.childSocketId();
        }
    }
}
