package io.cofre.assembly.cli;

/**
 * The commands that only call the API. Its class path is picocli, Jackson and this jar alone, so that it starts fast:
 * nothing here may load Guice, Helidon or an adapter.
 */
public final class Client {
    /** The exit status of a command line that names no command (sysexits' EX_USAGE). */
    private static final int USAGE = 64;

    private Client() {}

    /** Runs the command named first. */
    public static void main(String[] args) {
        System.err.println("Usage: cofre key|wallet|memory|prompt|app|span|ledger …");
        System.exit(USAGE);
    }
}
