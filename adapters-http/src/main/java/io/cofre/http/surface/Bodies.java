package io.cofre.http.surface;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.http.exchange.Exchange;
import io.cofre.http.json.Fields;
import io.cofre.http.problem.Problems;
import io.cofre.http.route.Route.Takes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads a request's body as its route wants it. */
final class Bodies {
    private final int standardLimit;
    private final int maxDepth;

    Bodies(int standardLimit, int maxDepth) {
        this.standardLimit = standardLimit;
        this.maxDepth = maxDepth;
    }

    sealed interface Reading {
        record Read(Exchange exchange) implements Reading {}

        record Bad(Problem problem) implements Reading {}
    }

    Reading read(Exchange exchange, Takes takes) throws IOException {
        return switch (takes) {
            case Takes.Nothing() -> new Reading.Read(exchange);
            case Takes.Json json -> json(exchange, json);
            case Takes.RawJson raw -> raw(exchange);
            case Takes.JsonOrLines either ->
                MediaTypes.lines(exchange) ? new Reading.Read(exchange) : json(exchange, either.json());
        };
    }

    private Reading json(Exchange exchange, Takes.Json json) throws IOException {
        return switch (bytes(exchange, json.maxBytes().orElse(standardLimit), json.optional())) {
            case Body.Refused(Problem problem) -> new Reading.Bad(problem);
            case Body.Bytes body ->
                switch (Fields.read(body.orEmptyObject(), json.schema(), maxDepth)) {
                    case Fields.Read.Good(Fields fields) -> new Reading.Read(exchange.withJson(fields));
                    case Fields.Read.Bad bad -> new Reading.Bad(Problems.of(bad.fault()));
                };
        };
    }

    private Reading raw(Exchange exchange) throws IOException {
        return switch (bytes(exchange, standardLimit, false)) {
            case Body.Refused(Problem problem) -> new Reading.Bad(problem);
            case Body.Bytes body -> new Reading.Read(exchange);
        };
    }

    private sealed interface Body {
        final class Bytes implements Body {
            private final byte[] bytes;
            private final boolean optional;

            private Bytes(byte[] bytes, boolean optional) {
                this.bytes = bytes;
                this.optional = optional;
            }

            private byte[] orEmptyObject() {
                return bytes.length == 0 && optional ? "{}".getBytes(StandardCharsets.US_ASCII) : bytes;
            }
        }

        record Refused(Problem problem) implements Body {}
    }

    private static Body bytes(Exchange exchange, int limit, boolean optional) throws IOException {
        Optional<String> media = MediaTypes.of(exchange);
        boolean json = media.filter("application/json"::equals).isPresent();
        if (!json && !(optional && !exchange.headers().has("Content-Type"))) {
            return new Body.Refused(Problem.of(
                    Code.REQUEST_MEDIA_TYPE,
                    "Send the body as application/json in UTF-8, and say so in Content-Type."));
        }
        if (exchange.headers()
                .first("Content-Encoding")
                .filter(coding -> !coding.equalsIgnoreCase("identity"))
                .isPresent()) {
            return new Body.Refused(
                    Problem.of(Code.REQUEST_MEDIA_TYPE, "The body must not be compressed (Content-Encoding)."));
        }
        Optional<byte[]> bytes =
                declared(exchange) > limit ? Optional.empty() : exchange.body().bytes(limit);
        if (bytes.isEmpty()) {
            return new Body.Refused(Problem.of(
                    Code.REQUEST_TOO_LARGE, "The body is longer than the " + limit + " bytes that are taken here."));
        }
        return !json && bytes.get().length > 0
                ? new Body.Refused(
                        Problem.of(Code.REQUEST_MEDIA_TYPE, "The body came without Content-Type: application/json."))
                : new Body.Bytes(bytes.get(), optional);
    }

    private static long declared(Exchange exchange) {
        return exchange.headers()
                .first("Content-Length")
                .filter(text -> text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9'))
                .filter(text -> !text.isEmpty())
                .map(Long::parseLong)
                .orElse(0L);
    }
}
