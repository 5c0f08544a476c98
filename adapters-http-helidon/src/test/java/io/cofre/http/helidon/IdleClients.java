package io.cofre.http.helidon;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A process of its own that holds connections: each end takes a file descriptor, of which a process has so many. */
final class IdleClients {
    private IdleClients() {}

    /**
     * Opens connections, says how many, and holds them until its input ends. Every second one has had an answer.
     *
     * @param arguments the port, how many, and a request
     */
    public static void main(String... arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        byte[] request = arguments[2].getBytes(StandardCharsets.US_ASCII);
        List<Socket> held = new ArrayList<>();
        try {
            while (held.size() < Integer.parseInt(arguments[1])) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                held.add(socket);
                if (held.size() % 2 == 0) {
                    socket.getOutputStream().write(request);
                    if (socket.getInputStream().read() < 0) {
                        break;
                    }
                }
            }
        } catch (IOException e) {
            System.err.println(e.getMessage());
        }
        System.out.println(held.size());
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
        for (Socket socket : held) {
            socket.close();
        }
    }
}
