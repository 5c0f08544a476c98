package io.cofre.assembly.cli;

/** The exit statuses of the client, from sysexits where it has one; {@code --help} lists them. */
public final class Exit {
    public static final int OK = 0;
    /** The service refused, or what was to be verified does not hold. */
    public static final int REFUSED = 1;

    public static final int USAGE = 2;
    /** No answer, or none now. */
    public static final int UNAVAILABLE = 69;
    /** An answer that is none of this API's. */
    public static final int UNEXPECTED = 70;

    public static final int CANNOT_WRITE = 73;
    /** The credential is missing, refused, or lacks a scope. */
    public static final int NOT_AUTHORIZED = 77;

    private Exit() {}
}
