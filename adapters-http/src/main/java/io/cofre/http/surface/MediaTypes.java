package io.cofre.http.surface;

import io.cofre.http.exchange.Exchange;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a request says its body is. */
public final class MediaTypes {
    public static final String LINES = "application/x-ndjson";

    private MediaTypes() {}

    /** Whether the body is lines of JSON. */
    public static boolean lines(Exchange exchange) {
        return of(exchange).filter(LINES::equals).isPresent();
    }

    /** In lower case; empty where there is none or several; no type at all for a charset other than UTF-8. */
    static Optional<String> of(Exchange exchange) {
        List<String> types = exchange.headers().all("Content-Type");
        if (types.size() != 1) {
            return Optional.empty();
        }
        String[] parts = types.getFirst().split(";", -1);
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT).replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return Optional.of("");
            }
        }
        return Optional.of(parts[0].strip().toLowerCase(Locale.ROOT));
    }
}
