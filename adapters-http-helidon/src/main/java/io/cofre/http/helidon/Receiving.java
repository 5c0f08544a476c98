package io.cofre.http.helidon;

import io.cofre.http.exchange.BadBody;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import java.io.IOException;
import java.io.InputStream;

/** Tells what is wrong with a body as streams do: Helidon's own exceptions are unchecked. */
final class Receiving extends InputStream {
    private final InputStream in;

    Receiving(InputStream in) {
        this.in = in;
    }

    private interface Step {
        int run() throws IOException;
    }

    private static int step(Step step) throws IOException {
        try {
            return step.run();
        } catch (RequestException e) {
            throw new BadBody(
                    e.status().code() == Status.REQUEST_TIMEOUT_408.code()
                            ? BadBody.Fault.TOO_SLOW
                            : BadBody.Fault.MALFORMED,
                    e);
        } catch (RuntimeException e) {
            // Helidon tells that the caller has gone by unchecked exceptions of several families.
            throw new BadBody(BadBody.Fault.CUT_OFF, e);
        }
    }

    @Override
    public int read() throws IOException {
        return step(in::read);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        return step(() -> in.read(bytes, from, length));
    }
}
