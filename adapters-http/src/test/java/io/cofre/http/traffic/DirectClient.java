package io.cofre.http.traffic;

import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Connection;
import io.cofre.http.exchange.EventSink;
import io.cofre.http.exchange.Exchange;
import io.cofre.http.exchange.RequestBody;
import io.cofre.http.surface.Surface;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Calls a surface without a socket; every call is held against the OpenAPI document. */
public final class DirectClient {
    private final Surface surface;
    private final TrafficCheck check;

    public DirectClient(Surface surface, TrafficCheck check) {
        this.surface = surface;
        this.check = check;
    }

    public Seen send(Call call) {
        return send(call, RequestBody.of(call.bytes()));
    }

    /** The same with a body that need not be what the call says. */
    public Seen send(Call call, RequestBody body) {
        Answer answer = surface.handle(Exchange.of(call.head(), body, Connection.silent()));
        Seen seen = Seen.of(answer.status(), answer.headers(), bytes(answer.body()));
        check.check(surface.router(), call, seen);
        return seen;
    }

    /** The status; the body is written as it is made. */
    public int send(Call call, OutputStream out) {
        Answer answer = surface.handle(Exchange.of(call.head(), RequestBody.of(call.bytes()), Connection.silent()));
        write(answer.body(), out);
        return answer.status();
    }

    private static byte[] bytes(Answer.Body body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(body, out);
        return out.toByteArray();
    }

    private static void write(Answer.Body body, OutputStream out) {
        try {
            switch (body) {
                case Answer.Nothing nothing -> {}
                case Answer.Whole whole -> out.write(whole.bytes());
                case Answer.Stream stream -> stream.writer().write(out);
                case Answer.Events events -> events.source().send(new EventSink(out));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
