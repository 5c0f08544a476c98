package io.cofre.providers;

import io.cofre.ports.provider.ProviderOutcome.Kind;
import java.io.IOException;
import java.net.SocketTimeoutException;

/** The connection failed, or what came over it is no HTTP. */
final class Broken extends IOException {
    private static final long serialVersionUID = 1L;

    Broken(String message) {
        super(message);
    }

    Broken(String message, Throwable cause) {
        super(message, cause);
    }

    Kind kind() {
        for (Throwable at = this; at != null; at = at.getCause()) {
            if (at instanceof SocketTimeoutException) {
                return Kind.TIMEOUT;
            }
        }
        return Kind.UNAVAILABLE;
    }

    /** The first cause's kind; its own words may repeat what was sent, so they stay out. */
    String reason() {
        Throwable first = this;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return first == this ? String.valueOf(getMessage()) : first.getClass().getSimpleName();
    }
}
