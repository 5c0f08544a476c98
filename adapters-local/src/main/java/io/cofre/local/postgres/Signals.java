package io.cofre.local.postgres;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Stops servers. Java has no call for the signals that PostgreSQL tells its ways to stop by, so its own program sends
 * them.
 */
final class Signals {
    private static final Duration LAST_PATIENCE = Duration.ofSeconds(10);

    private final Binaries binaries;
    private final Identity identity;

    Signals(Binaries binaries, Identity identity) {
        this.binaries = binaries;
        this.identity = identity;
    }

    /**
     * Ends a server: with a final checkpoint if that takes no longer than {@code patience}, else at once, as in a
     * crash, from which the next start recovers. Returns when it has ended.
     */
    void stop(ProcessHandle server, Duration patience) throws IOException, InterruptedException {
        send("INT", server);
        if (ends(server, patience)) {
            return;
        }
        send("QUIT", server);
        if (!ends(server, LAST_PATIENCE)) {
            server.destroyForcibly();
            ends(server, LAST_PATIENCE);
        }
    }

    private void send(String signal, ProcessHandle server) throws IOException, InterruptedException {
        Command.Result result =
                Command.run(identity.command(binaries.pgCtl(), "kill", signal, Long.toString(server.pid())));
        if (result.status() != 0 && server.isAlive()) {
            throw new IOException("process " + server.pid() + " could not be told to stop: "
                    + result.output().strip());
        }
    }

    private static boolean ends(ProcessHandle server, Duration patience) throws InterruptedException {
        try {
            server.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException | CancellationException e) {
            throw new IllegalStateException("the end of process " + server.pid() + " cannot be awaited", e);
        }
    }
}
