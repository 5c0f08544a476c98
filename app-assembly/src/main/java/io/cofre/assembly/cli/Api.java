package io.cofre.assembly.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Sends requests to one service. Built on HttpURLConnection: it is there sooner than java.net.http, which starts
 * threads and a selector first. Thread-safe.
 */
public final class Api {
    private final URI base;
    private final Optional<Token> token;
    private final Duration patience;

    static {
        // Else the JDK sends a POST twice by itself where the connection breaks.
        System.setProperty("sun.net.http.retryPost", "false");
    }

    /**
     * Names the service.
     *
     * @param base without a path
     * @param patience how long to wait for a connection, and for each part of an answer
     */
    public Api(URI base, Optional<Token> token, Duration patience) {
        this.base = base;
        this.token = token;
        this.patience = patience;
    }

    /** The same service with another credential. */
    public Api as(Token other) {
        return new Api(base, Optional.of(other), patience);
    }

    /** The same service, with another patience; none is without end. */
    public Api waiting(Duration other) {
        return new Api(base, token, other);
    }

    public URI base() {
        return base;
    }

    /**
     * Sends a request and takes the whole answer, refusals too.
     *
     * @throws Stop where there is no answer
     */
    public Answer send(Call call) {
        HttpURLConnection connection = opened(call);
        try {
            int status = connection.getResponseCode();
            try (InputStream body = body(connection, status)) {
                return answer(connection, status, body);
            }
        } catch (IOException e) {
            throw unreachable(e);
        } finally {
            connection.disconnect();
        }
    }

    /** Takes an answer bit by bit. */
    @FunctionalInterface
    public interface Reader {
        void read(InputStream body) throws IOException;
    }

    /**
     * Sends a request and hands its answer over while it comes in.
     *
     * @return the answer, where it is a refusal; what was accepted went to the reader
     * @throws Stop where there is no answer, or it broke off
     */
    public Optional<Answer> stream(Call call, Reader reader) {
        HttpURLConnection connection = opened(call);
        try {
            int status = connection.getResponseCode();
            try (InputStream body = body(connection, status)) {
                if (status < 200 || status >= 300) {
                    return Optional.of(answer(connection, status, body));
                }
                reader.read(body);
                return Optional.empty();
            }
        } catch (IOException e) {
            throw unreachable(e);
        } finally {
            connection.disconnect();
        }
    }

    private HttpURLConnection opened(Call call) {
        try {
            URI target = URI.create(base + call.path());
            HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
            connection.setRequestMethod(call.method());
            connection.setInstanceFollowRedirects(false);
            connection.setUseCaches(false);
            connection.setConnectTimeout(Math.toIntExact(patience.toMillis()));
            connection.setReadTimeout(Math.toIntExact(patience.toMillis()));
            connection.setRequestProperty("Accept", call.accept());
            connection.setRequestProperty("User-Agent", "cofre-cli");
            token.ifPresent(held -> connection.setRequestProperty("Authorization", held.header()));
            call.headers().forEach(connection::setRequestProperty);
            if (call.body().isPresent()) {
                byte[] body = call.body().get().getBytes(StandardCharsets.UTF_8);
                connection.setRequestProperty("Content-Type", "application/json");
                connection.setDoOutput(true);
                try (OutputStream out = connection.getOutputStream()) {
                    out.write(body);
                }
            }
            return connection;
        } catch (ProtocolException e) {
            throw new IllegalArgumentException(e);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private static InputStream body(HttpURLConnection connection, int status) throws IOException {
        InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
        return body == null ? InputStream.nullInputStream() : body;
    }

    private static Answer answer(HttpURLConnection connection, int status, InputStream body) throws IOException {
        String text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(status, text, Optional.ofNullable(connection.getHeaderField("Retry-After")));
    }

    private Stop unreachable(IOException e) {
        String why = switch (e) {
            case UnknownHostException unknown -> "there is no host of this name";
            case SocketTimeoutException slow -> "no answer within " + patience.toSeconds() + " s";
            case java.net.ConnectException refused -> "nothing listens there";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
        return new Stop(
                Exit.UNAVAILABLE,
                "no answer from " + base + ": " + why,
                List.of(
                        "Is the service up? Start it with: cofre serve",
                        "Another address goes into --url, or for good into the profile: cofre profile save --url …"));
    }
}
