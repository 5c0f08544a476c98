package io.cofre.http.helidon;

import java.io.IOException;
import java.io.OutputStream;

/** Tells a handler of a broken connection as streams do: Helidon's own exceptions are unchecked. */
final class Sending extends OutputStream {
    private final OutputStream out;
    private boolean broken;

    Sending(OutputStream out) {
        this.out = out;
    }

    private interface Step {
        void run() throws IOException;
    }

    private void step(Step step) throws IOException {
        try {
            step.run();
        } catch (IOException e) {
            broken = true;
            throw e;
        } catch (RuntimeException e) {
            // Helidon tells that the caller has gone by unchecked exceptions of several families.
            broken = true;
            throw new IOException("the caller has gone", e);
        }
    }

    @Override
    public void write(int b) throws IOException {
        step(() -> out.write(b));
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        step(() -> out.write(bytes, from, length));
    }

    @Override
    public void flush() throws IOException {
        step(out::flush);
    }

    @Override
    public void close() throws IOException {
        if (!broken) {
            step(out::close);
        }
    }
}
