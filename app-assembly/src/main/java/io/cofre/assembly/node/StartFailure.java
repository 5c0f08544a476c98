package io.cofre.assembly.node;

/** Why a node, or a command on its data, cannot go on; the message says what to do. */
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitStatus status;

    public StartFailure(ExitStatus status, String message) {
        super(message);
        this.status = status;
    }

    public StartFailure(ExitStatus status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    public ExitStatus status() {
        return status;
    }
}
