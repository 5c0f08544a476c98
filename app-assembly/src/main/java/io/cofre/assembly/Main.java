package io.cofre.assembly;

/**
 * The service and the commands that work on its data; what only calls the API is {@link io.cofre.assembly.cli.Client}.
 */
public final class Main {
    /** The exit status of a command line that names no command (sysexits' EX_USAGE). */
    private static final int USAGE = 64;

    private Main() {}

    /** Runs the command named first. */
    public static void main(String[] args) {
        System.err.println("Usage: cofre serve|demo|backup|restore|admin|vault|trust|config|db …");
        System.exit(USAGE);
    }
}
