package io.cofre.http.routes;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads lines as they arrive; blank ones are passed over, and of one that is too long nothing is kept. Not thread-safe.
 */
final class Lines {
    private static final int BUFFER = 64 << 10;

    private final InputStream in;
    private final int longest;

    Lines(InputStream in, int longest) {
        this.in = new BufferedInputStream(in, BUFFER);
        this.longest = longest;
    }

    sealed interface Line {}

    /** Without its end. */
    static final class Text implements Line {
        private final byte[] bytes;

        private Text(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    record TooLong() implements Line {}

    record End() implements Line {}

    Line next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long length = 0;
        while (true) {
            int b = in.read();
            if (b == '\n' || b < 0) {
                if (length > longest) {
                    return new TooLong();
                }
                if (!blank(line)) {
                    return new Text(line.toByteArray());
                }
                if (b < 0) {
                    return new End();
                }
                line.reset();
                length = 0;
            } else {
                length++;
                if (length <= longest) {
                    line.write(b);
                } else {
                    line.reset();
                }
            }
        }
    }

    private static boolean blank(ByteArrayOutputStream line) {
        if (line.size() > 16) {
            return false;
        }
        for (byte b : line.toByteArray()) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
