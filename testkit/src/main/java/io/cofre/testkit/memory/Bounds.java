package io.cofre.testkit.memory;

/** What a caller may ask for; a fake says at once what a database might let pass. */
final class Bounds {
    private Bounds() {}

    static void limit(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw new IllegalArgumentException("a limit is 1 to " + most + ", not " + limit);
        }
    }
}
