package io.cofre.http.route;

/**
 * How long the bodies of the routes are that take more than others.
 *
 * @param batchBytes of a list of spans in one JSON text
 * @param lineBytes of a line, which is one span
 */
public record Limits(int batchBytes, int lineBytes) {
    /** 16 MiB, 512 KiB. */
    public static final Limits STANDARD = new Limits(16 << 20, 512 << 10);

    public Limits {
        if (batchBytes < 1 || lineBytes < 1) {
            throw new IllegalArgumentException("limits are positive numbers of bytes");
        }
    }
}
