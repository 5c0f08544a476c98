package io.cofre.assembly.node;

import io.cofre.ports.PortFailure;

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

    /** What a port's failure means for the operator of a command. */
    public static StartFailure of(PortFailure failure) {
        ExitStatus status = switch (failure) {
            case PortFailure.Unavailable ignored -> ExitStatus.UNAVAILABLE;
            case PortFailure.OutcomeUnknown ignored -> ExitStatus.UNAVAILABLE;
            case PortFailure.Rejected ignored -> ExitStatus.CONFIG;
            default -> ExitStatus.INTERNAL;
        };
        return new StartFailure(status, String.valueOf(failure.getMessage()), failure);
    }

    public ExitStatus status() {
        return status;
    }
}
