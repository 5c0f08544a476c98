package io.cofre.providers;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server below HTTP, for what no HTTP server does: resets, silence, garbage. */
final class RawServer implements AutoCloseable {
    private final ServerSocket server;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    final AtomicInteger connections = new AtomicInteger();

    interface Talk {
        void talk(Socket socket) throws IOException;
    }

    /** Reads a request, does what is given, and then waits until the client closes. */
    RawServer(Talk talk) throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    connections.incrementAndGet();
                    Thread.ofVirtual().start(() -> serve(socket, talk));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    static String head(String type) {
        return "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nTransfer-Encoding: chunked\r\n\r\n";
    }

    static String chunk(String text) {
        return Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + text + "\r\n";
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    int port() {
        return server.getLocalPort();
    }

    boolean awaitAsked() throws InterruptedException {
        return asked.await(10, TimeUnit.SECONDS);
    }

    /** Whether the client closed its connection within the second that the specification gives. */
    boolean closedWithinASecond() throws InterruptedException {
        return closed.await(1, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve(Socket socket, Talk talk) {
        try (socket) {
            InputStream in = socket.getInputStream();
            if (in.read(new byte[64 * 1024]) < 0) {
                return;
            }
            asked.countDown();
            talk.talk(socket);
            if (!socket.isClosed()) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        } catch (IOException e) {
            // A reset is an end as well.
        } finally {
            closed.countDown();
        }
    }
}
