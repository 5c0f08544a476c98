package io.cofre.bench;

/** Of the JVM's own clock. */
final class Seconds {
    static final double NANOS_A_MILLI = 1e6;
    private static final double NANOS_A_SECOND = 1e9;

    private Seconds() {}

    /** @param begun of {@code System.nanoTime} */
    static double since(long begun) {
        return (System.nanoTime() - begun) / NANOS_A_SECOND;
    }
}
