package io.cofre.domain.json;

/**
 * How much one document may be.
 *
 * @param maxBytes of the text, white space included; 1 up
 * @param maxDepth objects and arrays around the innermost value: {@code {"a":[1]}} has depth 2; 1 to 1,000
 */
public record JsonLimits(int maxBytes, int maxDepth) {
    private static final int DEEPEST = 1_000;

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException outside them
     */
    public JsonLimits {
        if (maxBytes < 1 || maxDepth < 1 || maxDepth > DEEPEST) {
            throw new IllegalArgumentException("limits out of bounds: " + maxBytes + " bytes, depth " + maxDepth);
        }
    }
}
