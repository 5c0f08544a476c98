package io.cofre.http.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** The body of one request: read once as a stream, or once and for all as bytes. Not thread-safe. */
public final class RequestBody {
    private final InputStream stream;
    private Optional<byte[]> read = Optional.empty();

    private RequestBody(InputStream stream) {
        this.stream = stream;
    }

    public static RequestBody of(InputStream stream) {
        return new RequestBody(stream);
    }

    public static RequestBody of(byte[] bytes) {
        return new RequestBody(new ByteArrayInputStream(bytes));
    }

    public static RequestBody empty() {
        return of(new byte[0]);
    }

    /** The whole body; empty where it is longer than {@code limit}. A second call answers from memory. */
    public Optional<byte[]> bytes(int limit) throws IOException {
        if (read.isEmpty()) {
            byte[] bytes = stream.readNBytes(limit + 1);
            if (bytes.length > limit) {
                return Optional.empty();
            }
            read = Optional.of(bytes);
        }
        return read.filter(bytes -> bytes.length <= limit);
    }

    /** The bytes as they arrive; what {@link #bytes} read already comes from memory. */
    public InputStream stream() {
        return read.<InputStream>map(ByteArrayInputStream::new).orElse(stream);
    }
}
