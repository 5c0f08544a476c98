package io.cofre.local.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;

/** All that is needed to run the server of one cluster again and again. */
final class Launcher {
    private static final Duration RETRY = Duration.ofMillis(200);
    private static final String SESSIONS_REMAIN = "is still in use";

    private final Binaries binaries;
    private final Identity identity;
    private final Platform platform;
    private final Path cluster;
    private final ServerLog log;
    private final Signals signals;
    private final PostgresOptions options;

    Launcher(
            Binaries binaries,
            Identity identity,
            Platform platform,
            Path cluster,
            ServerLog log,
            PostgresOptions options) {
        this.binaries = binaries;
        this.identity = identity;
        this.platform = platform;
        this.cluster = cluster;
        this.log = log;
        this.signals = new Signals(binaries, identity);
        this.options = options;
    }

    ServerLog log() {
        return log;
    }

    /** A server that is ready. A failed attempt leaves none behind. */
    Postmaster launch(int port) throws IOException, InterruptedException {
        long start = System.nanoTime();
        log.rotateIfLarge();
        Orphan.stopAny(cluster, signals, options.stopWithin());
        while (true) {
            refuseUsed(port);
            Postmaster server = Postmaster.spawn(Postmaster.command(binaries, identity, platform, cluster, port), log);
            if (isReady(server)) {
                return server;
            }
            if (server.isAlive()) {
                signals.stop(server.handle(), options.stopWithin());
                throw new PostgresFailure.Failed("PostgreSQL was not ready within " + options.readyWithin() + " in "
                        + cluster + "; it said:\n" + server.lastWords());
            }
            boolean late = System.nanoTime() - start > options.readyWithin().toNanos();
            if (late || !server.lastWords().contains(SESSIONS_REMAIN)) {
                throw FailureText.of("starting PostgreSQL (" + server.end() + ")", cluster, port, server.lastWords());
            }
            // A server that was killed leaves sessions that notice it within moments; until then their memory bars a
            // new one.
            Thread.sleep(RETRY);
        }
    }

    void stop(Postmaster server, Duration patience) throws IOException, InterruptedException {
        if (server.isAlive()) {
            signals.stop(server.handle(), patience);
        }
    }

    private boolean isReady(Postmaster server) throws IOException, InterruptedException {
        try {
            return server.isReadyWithin(cluster, options.readyWithin());
        } catch (IOException | InterruptedException e) {
            server.handle().destroyForcibly();
            throw e;
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
            return socket.getLocalPort();
        }
    }

    private static void refuseUsed(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port), 1);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("Permission denied")) {
                throw new PostgresFailure.NoRights(
                        "this user may not listen on port " + port + ": choose one from 1024 on", e);
            }
            throw new PostgresFailure.PortInUse(port);
        }
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
