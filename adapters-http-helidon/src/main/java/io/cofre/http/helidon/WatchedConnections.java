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

/** HTTP/1.1 as Helidon speaks it, over connections whose caller can be watched and is not waited for endlessly. */
final class WatchedConnections implements ServerConnectionSelector {
    private final Http1ConnectionSelector http1;
    private final Accepting accepting;
    private final Patience patience;
    private final SlowCallers slowCallers;
    /** By the thread of each connection, which answers its requests too. */
    private final Map<Thread, Open> answering = new ConcurrentHashMap<>();

    private final AtomicBoolean turningAway = new AtomicBoolean();

    WatchedConnections(Http1ConnectionSelector http1, Accepting accepting, Patience patience, SlowCallers slowCallers) {
        this.http1 = http1;
        this.accepting = accepting;
        this.patience = patience;
        this.slowCallers = slowCallers;
    }

    /** Whether a connection is served. */
    enum Standing {
        SERVED,
        /** It was opened when the server was stopping already. */
        LATE,
        /** There were as many as are served when it was opened. */
        EXCESS
    }

    private record Open(Accepting.Accepted accepted, ReadAhead reader, BoundedWriter writer, Standing standing) {}

    /** Of the request that this thread answers. */
    Connection current() {
        return here().reader();
    }

    /** Where the request of this thread's connection is. */
    Deadlines deadlines() {
        return here().reader().deadlines();
    }

    /** Lets a caller who is still sending hear its answer before the connection closes. */
    void linger() {
        here().reader().linger();
    }

    Standing standing() {
        return here().standing();
    }

    private Open here() {
        Open open = answering.get(Thread.currentThread());
        if (open == null) {
            throw new IllegalStateException("this thread answers no request");
        }
        return open;
    }

    /** Connections that are opened from now on are late. */
    void turnAway() {
        turningAway.set(true);
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
        Accepting.Accepted accepted = accepting.begun(context);
        Standing standing = turningAway.get() ? Standing.LATE : accepted.isExcess() ? Standing.EXCESS : Standing.SERVED;
        Duration idle = standing == Standing.SERVED ? patience.idle() : patience.head();
        ReadAhead reader =
                new ReadAhead(context.dataReader(), accepted.socket(), new Deadlines(patience, idle.toNanos()));
        BoundedWriter writer = slowCallers.attend(context.dataWriter(), accepted.socket());
        return new Watched(
                (Http1Connection) http1.connection(new WatchedContext(context, new DataReader(reader), writer)),
                new Open(accepted, reader, writer, standing));
    }

    private final class Watched implements ServerConnection, InterruptableTask<Void> {
        private final Http1Connection http1;
        private final Open open;

        private Watched(Http1Connection http1, Open open) {
            this.http1 = http1;
            this.open = open;
        }

        @Override
        public boolean canInterrupt() {
            return http1.canInterrupt();
        }

        @Override
        public void handle(Limit limit) throws InterruptedException {
            answering.put(Thread.currentThread(), open);
            try {
                http1.handle(limit);
                if (open.reader().deadlines().stage() == Deadlines.Stage.HEAD) {
                    // Helidon has refused a head that it did not read to its end.
                    open.reader().linger();
                }
            } finally {
                answering.remove(Thread.currentThread());
                slowCallers.leave(open.writer());
                accepting.ended(open.accepted());
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
