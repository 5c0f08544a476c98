package io.cofre.http.surface;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.http.exchange.Exchange;
import io.cofre.http.json.Fields;
import io.cofre.http.problem.Problems;
import io.cofre.http.route.Route.Takes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a request's body as its route wants it. */
final class Bodies {
    static final String LINES = "application/x-ndjson";

    private final int standardLimit;

    Bodies(int standardLimit) {
        this.standardLimit = standardLimit;
    }

    sealed interface Reading {
        record Read(Exchange exchange) implements Reading {}

        record Bad(Problem problem) implements Reading {}
    }

    Reading read(Exchange exchange, Takes takes) throws IOException {
        return switch (takes) {
            case Takes.Nothing() -> new Reading.Read(exchange);
            case Takes.Json json -> json(exchange, json);
            case Takes.JsonOrLines either ->
                media(exchange).filter(LINES::equals).isPresent()
                        ? new Reading.Read(exchange)
                        : json(exchange, either.json());
        };
    }

    private Reading json(Exchange exchange, Takes.Json json) throws IOException {
        Optional<String> media = media(exchange);
        boolean none = media.isEmpty() && json.optional();
        if (!none && !media.filter("application/json"::equals).isPresent()) {
            return new Reading.Bad(Problem.of(
                    Code.REQUEST_MEDIA_TYPE,
                    "Send the body as application/json in UTF-8, and say so in Content-Type."));
        }
        if (exchange.headers()
                .first("Content-Encoding")
                .filter(coding -> !coding.equalsIgnoreCase("identity"))
                .isPresent()) {
            return new Reading.Bad(
                    Problem.of(Code.REQUEST_MEDIA_TYPE, "The body must not be compressed (Content-Encoding)."));
        }
        int limit = json.maxBytes().orElse(standardLimit);
        Optional<byte[]> bytes =
                declared(exchange) > limit ? Optional.empty() : exchange.body().bytes(limit);
        if (bytes.isEmpty()) {
            return new Reading.Bad(Problem.of(
                    Code.REQUEST_TOO_LARGE, "The body is longer than the " + limit + " bytes that are taken here."));
        }
        byte[] body = bytes.get();
        if (body.length == 0 && json.optional()) {
            body = "{}".getBytes(StandardCharsets.UTF_8);
        } else if (none) {
            return new Reading.Bad(
                    Problem.of(Code.REQUEST_MEDIA_TYPE, "The body came without Content-Type: application/json."));
        }
        return switch (Fields.read(body, json.schema())) {
            case Fields.Read.Good(Fields fields) -> new Reading.Read(exchange.withJson(fields));
            case Fields.Read.Bad bad -> new Reading.Bad(Problems.of(bad.fault()));
        };
    }

    private static long declared(Exchange exchange) {
        return exchange.headers()
                .first("Content-Length")
                .filter(text -> text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9'))
                .filter(text -> !text.isEmpty())
                .map(Long::parseLong)
                .orElse(0L);
    }

    /** The media type in lower case; empty where there is none, several, or a charset other than UTF-8. */
    static Optional<String> media(Exchange exchange) {
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
