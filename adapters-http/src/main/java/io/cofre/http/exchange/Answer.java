package io.cofre.http.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.domain.Code;
import io.cofre.http.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a request is answered. */
public final class Answer {
    private static final String TYPE = "Content-Type";

    private final int status;
    private final Headers headers;
    private final Body body;
    private final Optional<Code> refusal;

    private Answer(int status, Headers headers, Body body, Optional<Code> refusal) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.refusal = refusal;
    }

    private Answer(int status, Headers headers, Body body) {
        this(status, headers, body, Optional.empty());
    }

    /** What follows the head. */
    public sealed interface Body {}

    public static final class Nothing implements Body {
        private Nothing() {}
    }

    /** Bytes that are there before the head is sent. */
    public static final class Whole implements Body {
        private final byte[] bytes;

        private Whole(byte[] bytes) {
            this.bytes = bytes;
        }

        /** Not a copy: for the carrier to send. */
        public byte[] bytes() {
            return bytes;
        }
    }

    /** Bytes that are made while they are sent; a flush sends what was written so far. */
    public record Stream(Writer writer) implements Body {}

    /** Server-sent events, each sent at once. */
    public record Events(Source source) implements Body {}

    /** Throws what the stream throws, which is what happens where the caller has gone; the answer is then cut off. */
    @FunctionalInterface
    public interface Writer {
        void write(OutputStream out) throws IOException;
    }

    @FunctionalInterface
    public interface Source {
        void send(EventSink events) throws IOException;
    }

    public static Answer json(int status, JsonNode body) {
        return json(status, Json.bytes(body));
    }

    public static Answer json(int status, byte[] body) {
        return new Answer(status, Headers.of(TYPE, "application/json"), new Whole(body));
    }

    public static Answer bytes(int status, String contentType, byte[] body) {
        return new Answer(status, Headers.of(TYPE, contentType), new Whole(body));
    }

    public static Answer text(int status, String contentType, String body) {
        return bytes(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer empty(int status) {
        return new Answer(status, Headers.none(), new Nothing());
    }

    public static Answer stream(int status, String contentType, Writer writer) {
        return new Answer(status, Headers.of(TYPE, contentType), new Stream(writer));
    }

    public static Answer events(Source source) {
        return new Answer(200, Headers.of(TYPE, "text/event-stream"), new Events(source));
    }

    public int status() {
        return status;
    }

    public Headers headers() {
        return headers;
    }

    public Body body() {
        return body;
    }

    /** Why it is a refusal; empty where it is none. */
    public Optional<Code> refusal() {
        return refusal;
    }

    public Answer refusing(Code code) {
        return new Answer(status, headers, body, Optional.of(code));
    }

    /** The same head before another body. */
    public Answer with(Body other) {
        return new Answer(status, headers, other, refusal);
    }

    public Answer with(String name, String value) {
        return new Answer(status, headers.and(name, value), body, refusal);
    }

    public Answer with(Headers more) {
        return new Answer(status, headers.and(more), body, refusal);
    }

    /** Adds the field where the answer has none of that name. */
    public Answer orElse(Headers others) {
        return new Answer(status, headers.orElse(others), body, refusal);
    }

    /** The same head with no body, as HEAD is answered. */
    public Answer headOnly() {
        Headers head = body instanceof Whole whole
                ? headers.orElse("Content-Length", String.valueOf(whole.bytes().length))
                : headers;
        return new Answer(status, head, new Nothing(), refusal);
    }
}
