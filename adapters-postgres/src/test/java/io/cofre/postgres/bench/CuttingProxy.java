package io.cofre.postgres.bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands between a journal and its server, and cuts the connection at a chosen word of their talk. */
public final class CuttingProxy implements Closeable {
    private static final Pattern ADDRESS = Pattern.compile("//([^:/]+):(\\d+)/");

    private final ServerSocket listening;
    private final String url;
    private final String host;
    private final int port;
    private volatile Cut cut = Cut.NOWHERE;

    /** Where. */
    public enum Cut {
        NOWHERE,
        /** The server never hears that anybody wants the lock. */
        BEFORE_THE_LOCK,
        /** The server never hears of the commit. */
        BEFORE_THE_COMMIT,
        /** The server has it all, and nobody waits for its answer. */
        ONCE_THE_COMMIT_IS_SENT,
        /** The server commits, and its answer is lost. */
        AFTER_THE_COMMIT
    }

    public CuttingProxy(String url) {
        Matcher address = ADDRESS.matcher(url);
        if (!address.find()) {
            throw new IllegalArgumentException("no host and port in " + url);
        }
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        host = address.group(1);
        port = Integer.parseInt(address.group(2));
        this.url = address.replaceFirst("//127.0.0.1:" + listening.getLocalPort() + "/");
        Thread.ofVirtual().start(this::accept);
    }

    public String url() {
        return url;
    }

    public void cut(Cut where) {
        cut = where;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(host, port);
                Thread.ofVirtual().start(() -> pass(client, server, true));
                Thread.ofVirtual().start(() -> pass(server, client, false));
            }
        } catch (IOException closed) {
            // The end of the test.
        }
    }

    private void pass(Socket from, Socket to, boolean request) {
        byte[] buffer = new byte[1 << 20];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                String text = new String(Arrays.copyOf(buffer, read), StandardCharsets.ISO_8859_1);
                boolean here = switch (cut) {
                    case NOWHERE, ONCE_THE_COMMIT_IS_SENT -> false;
                    case BEFORE_THE_LOCK -> request && text.contains("pg_advisory_xact_lock");
                    case BEFORE_THE_COMMIT -> request && text.contains("COMMIT");
                    case AFTER_THE_COMMIT -> !request && text.contains("COMMIT");
                };
                if (here) {
                    return;
                }
                out.write(buffer, 0, read);
                out.flush();
                if (cut == Cut.ONCE_THE_COMMIT_IS_SENT && request && text.contains("COMMIT")) {
                    return;
                }
            }
        } catch (IOException gone) {
            // The other side was cut.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
