package io.cofre.domain.auth;

import io.cofre.domain.Problem;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a signed request may be aimed at (spec 01, "Request signatures"). Pure. */
public final class HttpTarget {
    private static final int MAX_PATH_BYTES = 2_048;
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");
    private static final Pattern PATH = Pattern.compile("/[\\x21-\\x7e]*");
    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.\\-\\[\\]:]{1,255}");

    private HttpTarget() {}

    /** What this service's routes ask of whoever calls them. */
    @FunctionalInterface
    public interface Routes {
        /** Empty where this service has no such route. */
        Optional<Requirement> requirement(String method, String path);
    }

    /** Empty where such a request can be signed. */
    public static Optional<Problem> judge(String method, String pathWithQuery, Optional<String> audience) {
        if (!METHOD.matcher(method).matches()) {
            return Optional.of(Problem.field("/method", "method is upper case, like POST."));
        }
        if (pathWithQuery.length() > MAX_PATH_BYTES
                || !PATH.matcher(pathWithQuery).matches()) {
            return Optional.of(Problem.field(
                    "/path_with_query",
                    "path_with_query begins with / and has at most 2,048 visible ASCII characters."));
        }
        return audience.filter(origin -> !ORIGIN.matcher(origin).matches()).isPresent()
                ? Optional.of(Problem.field("/aud", "aud is an origin: https://host[:port]."))
                : Optional.empty();
    }

    /** What stands before the query. */
    public static String path(String pathWithQuery) {
        int query = pathWithQuery.indexOf('?');
        return query < 0 ? pathWithQuery : pathWithQuery.substring(0, query);
    }
}
