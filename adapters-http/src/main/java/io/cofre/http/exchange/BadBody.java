package io.cofre.http.exchange;

import java.io.IOException;

/** A request's body did not come as its head had promised. Its caller's fault, which the operator need not hear of. */
public final class BadBody extends IOException {
    private static final long serialVersionUID = 1L;

    private final Fault fault;

    /** What is wrong. */
    public enum Fault {
        /** It comes slower than is waited for. */
        TOO_SLOW,
        /** It ended too early. */
        CUT_OFF,
        /** Its chunks are none. */
        MALFORMED
    }

    public BadBody(Fault fault, Throwable cause) {
        super(fault.name(), cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
