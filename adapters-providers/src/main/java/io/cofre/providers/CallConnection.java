package io.cofre.providers;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.webclient.api.ClientConnection;
import io.helidon.webclient.api.TcpClientConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/**
 * A connection for the time of one call. It counts what it reads, and keeps for the call's own end what the client
 * would do early: whether the connection may serve another call is said by {@link #reusable}.
 */
final class CallConnection implements ClientConnection {
    private final TcpClientConnection tcp;
    private final DataReader reader;
    private final long mostBytes;
    private long read;
    private boolean released;

    CallConnection(TcpClientConnection tcp, long mostBytes) {
        this.tcp = tcp;
        this.mostBytes = mostBytes;
        this.reader = new DataReader(this::pull);
    }

    TcpClientConnection tcp() {
        return tcp;
    }

    /** Whether the answer was read to its end and nothing is left on the wire. */
    boolean reusable() {
        return released && reader.available() == 0;
    }

    @Override
    public DataReader reader() {
        return reader;
    }

    @Override
    public DataWriter writer() {
        return tcp.writer();
    }

    @Override
    public String channelId() {
        return tcp.channelId();
    }

    @Override
    public HelidonSocket helidonSocket() {
        return tcp.helidonSocket();
    }

    @Override
    public void readTimeout(Duration readTimeout) {
        tcp.readTimeout(readTimeout);
    }

    @Override
    public void releaseResource() {
        released = true;
    }

    /** From any thread; whoever reads or writes fails at once. */
    @Override
    public void closeResource() {
        tcp.closeResource();
    }

    private byte[] pull() {
        byte[] bytes = tcp.helidonSocket().get();
        if (bytes != null) {
            read += bytes.length;
            if (read > mostBytes) {
                throw new UncheckedIOException(
                        new IOException("the answer is longer than " + mostBytes + " bytes, the limit set"));
            }
        }
        return bytes;
    }
}
