package io.cofre.assembly.node;

/** Exit statuses of the program, after sysexits.h. */
public enum ExitStatus {
    OK(0),
    /** What was to be verified does not hold. */
    FAULT(1),
    USAGE(64),
    /** Something that the node needs does not answer, or is in use. */
    UNAVAILABLE(69),
    /** A fault of the program. */
    INTERNAL(70),
    /** A file cannot be written or read. */
    FILE(74),
    /** Settings, or files that they name, are wrong. */
    CONFIG(78);

    private final int code;

    ExitStatus(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
