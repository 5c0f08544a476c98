package io.cofre.http.surface;

import java.util.Set;

/**
 * What an operator may set.
 *
 * @param jsonBodyBytes the longest JSON body, where a route says nothing else
 * @param jsonDepth how many objects and arrays may stand around a body's innermost value: 64 at most
 * @param headerBytes the longest head of a request, its target included
 * @param corsOrigins origins whose pages may call ({@code https://host[:port]}); none for none
 */
public record SurfaceSettings(int jsonBodyBytes, int jsonDepth, int headerBytes, Set<String> corsOrigins) {
    /** What the depth of a body can be set to at most. */
    public static final int MAX_DEPTH = 64;

    public SurfaceSettings {
        corsOrigins = Set.copyOf(corsOrigins);
        if (jsonBodyBytes < 1 || headerBytes < 1) {
            throw new IllegalArgumentException("limits are positive numbers of bytes");
        }
        if (jsonDepth < 1 || jsonDepth > MAX_DEPTH) {
            throw new IllegalArgumentException("JSON is read to a depth of 1 to " + MAX_DEPTH);
        }
    }

    /** 1 MiB, 64 levels, 64 KiB, no origins. */
    public static SurfaceSettings standard() {
        return new SurfaceSettings(1 << 20, MAX_DEPTH, 64 << 10, Set.of());
    }
}
