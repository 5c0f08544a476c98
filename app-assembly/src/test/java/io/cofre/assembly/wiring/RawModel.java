package io.cofre.assembly.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Speaks as Anthropic's Messages API for as long as it is told to: 9 tokens came in and 4 went out, it says first. */
final class RawModel implements AutoCloseable {
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String START =
            "data: {\"type\":\"message_start\",\"message\":{\"usage\":{\"input_tokens\":9,\"output_tokens\":4}}}\n\n";

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final CountDownLatch closed = new CountDownLatch(1);

    /** What it does after its first words. */
    interface Manner {
        void answer(Socket socket) throws IOException;
    }

    RawModel(Manner manner) throws IOException {
        Thread.ofVirtual().start(() -> {
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                if (in.read(new byte[64 << 10]) > 0) {
                    socket.getOutputStream().write(HEAD.getBytes(StandardCharsets.US_ASCII));
                    say(socket, START);
                    say(socket, delta("Ol"));
                    say(socket, delta("á"));
                    manner.answer(socket);
                    in.transferTo(OutputStream.nullOutputStream());
                }
            } catch (IOException e) {
                // A reset is an end as well.
            } finally {
                closed.countDown();
            }
        });
    }

    static String delta(String text) {
        return "data: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text
                + "\"}}\n\n";
    }

    static void say(Socket socket, String events) throws IOException {
        byte[] bytes = events.getBytes(StandardCharsets.UTF_8);
        String chunk = Integer.toHexString(bytes.length) + "\r\n" + events + "\r\n";
        socket.getOutputStream().write(chunk.getBytes(StandardCharsets.UTF_8));
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    boolean isClosedWithin(int seconds) throws InterruptedException {
        return closed.await(seconds, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
