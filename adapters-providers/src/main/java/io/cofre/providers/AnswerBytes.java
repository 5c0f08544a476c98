package io.cofre.providers;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webclient.http1.Http1ClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** The body of an answer; every failure of the client underneath is {@link Broken}. */
final class AnswerBytes extends InputStream {
    private final InputStream in;
    /** Without a length and without chunks the end of the connection is the end of the body (RFC 9112, 6.3). */
    private final boolean endsWithTheConnection;

    AnswerBytes(Http1ClientResponse response) {
        Headers headers = response.headers();
        this.in = response.inputStream();
        this.endsWithTheConnection =
                !headers.contains(HeaderNames.CONTENT_LENGTH) && !headers.contains(HeaderNames.TRANSFER_ENCODING);
    }

    @Override
    public int read() throws Broken {
        byte[] one = new byte[1];
        int read;
        do {
            read = read(one, 0, 1);
        } while (read == 0);
        return read < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws Broken {
        try {
            return in.read(bytes, offset, length);
        } catch (DataReader.InsufficientDataAvailableException e) {
            if (endsWithTheConnection) {
                return -1;
            }
            throw new Broken("the connection was closed within the answer");
        } catch (IOException | RuntimeException e) {
            // Helidon's client tells broken connections and bad chunks by unchecked exceptions of several families.
            throw new Broken("the answer broke off", e);
        }
    }

    byte[] all() throws Broken {
        try {
            return readAllBytes();
        } catch (Broken e) {
            throw e;
        } catch (IOException e) {
            throw new Broken("the answer broke off", e);
        }
    }

    /** Reads what frames the end of the body, so that the connection can serve again; gives up after a moment. */
    void readToTheEnd(CallConnection connection, Duration most) {
        byte[] rest = new byte[512];
        try {
            connection.readTimeout(most);
            int read = read(rest, 0, rest.length);
            while (read >= 0) {
                read = read(rest, 0, rest.length);
            }
        } catch (Broken | RuntimeException e) {
            // The answer is whole; only the connection is lost, which is closed by whoever sees that it did not end.
            connection.closeResource();
        }
    }
}
