package io.cofre.local.postgres;

import java.io.IOException;
import java.time.Duration;

/** Keeps a server running until it is told to stop, with growing pauses between attempts that fail. */
final class Supervisor {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** A server that lived so long is not taken for one that cannot live. */
    private static final Duration SOUND = Duration.ofMinutes(1);

    private static final Duration LOG_CHECK = Duration.ofMinutes(1);

    private final Launcher launcher;
    private final int port;
    private final PostgresListener listener;
    private final Thread thread;
    private volatile Postmaster server;
    private Duration pause = FIRST_PAUSE;

    Supervisor(Launcher launcher, int port, PostgresListener listener, Postmaster first) {
        this.launcher = launcher;
        this.port = port;
        this.listener = listener;
        this.server = first;
        this.thread = Thread.ofPlatform().name("postgres-" + port).daemon().unstarted(this::watch);
    }

    void start() {
        thread.start();
    }

    /** The server of now; it may have ended. */
    Postmaster server() {
        return server;
    }

    /** Ends the supervision, then the server: in good order if that takes no longer than {@code patience}. */
    void stop(Duration patience) throws IOException, InterruptedException {
        thread.interrupt();
        try {
            thread.join();
            launcher.stop(server, patience);
        } catch (InterruptedException e) {
            server.handle().destroyForcibly();
            throw e;
        }
    }

    private void watch() {
        try {
            while (true) {
                while (!server.endsWithin(LOG_CHECK)) {
                    rotateLog();
                }
                restart();
            }
        } catch (InterruptedException stopped) {
            // stop() does the rest.
        }
    }

    private void restart() throws InterruptedException {
        if (server.age().compareTo(SOUND) > 0) {
            pause = FIRST_PAUSE;
        }
        String reason = "PostgreSQL stopped: " + server.end() + "; it said:\n" + server.lastWords();
        while (true) {
            String why = reason;
            Duration wait = pause;
            tell(() -> listener.stopped(why, wait));
            Thread.sleep(wait);
            pause = wait.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait.multipliedBy(2);
            try {
                server = launcher.launch(port);
                tell(listener::restarted);
                return;
            } catch (PostgresFailure | IOException e) {
                reason = "PostgreSQL could not be restarted: " + e.getMessage();
            }
        }
    }

    private void rotateLog() {
        try {
            launcher.log().rotateIfLarge();
        } catch (IOException unwritable) {
            // The log goes on growing, or cannot be written at all; neither is a reason to stop watching.
        }
    }

    /** A callback that fails is its owner's affair; the server is watched on. */
    private static void tell(Runnable callback) {
        try {
            callback.run();
        } catch (RuntimeException e) {
            Thread current = Thread.currentThread();
            current.getUncaughtExceptionHandler().uncaughtException(current, e);
        }
    }
}
