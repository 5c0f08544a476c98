package io.cofre.providers;

import io.cofre.ports.provider.ProviderOutcome.Kind;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;

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
        return has(SocketTimeoutException.class) ? Kind.TIMEOUT : Kind.UNAVAILABLE;
    }

    private boolean has(Class<? extends Throwable> kind) {
        for (Throwable at = this; at != null; at = at.getCause()) {
            if (kind.isInstance(at)) {
                return true;
            }
        }
        return false;
    }

    /** The first cause's kind; its own words may repeat what was sent, so they stay out. */
    String reason() {
        if (has(CertPathBuilderException.class)) {
            return "its certificate is of no authority that this Java trusts (javax.net.ssl.trustStore names another"
                    + " list of them)";
        }
        if (has(CertificateException.class)) {
            return "its certificate is for another name, or out of date";
        }
        Throwable first = this;
        while (first.getCause() != null) {
            first = first.getCause();
        }
        return first == this ? String.valueOf(getMessage()) : first.getClass().getSimpleName();
    }
}
