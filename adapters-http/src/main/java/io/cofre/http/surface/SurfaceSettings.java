package io.cofre.http.surface;

import java.util.Set;

/**
 * What an operator may set.
 *
 * @param jsonBodyBytes the longest JSON body, where a route says nothing else
 * @param headerBytes the longest head of a request, its target included
 * @param corsOrigins origins whose pages may call ({@code https://host[:port]}); none for none
 */
public record SurfaceSettings(int jsonBodyBytes, int headerBytes, Set<String> corsOrigins) {
    public SurfaceSettings {
        corsOrigins = Set.copyOf(corsOrigins);
        if (jsonBodyBytes < 1 || headerBytes < 1) {
            throw new IllegalArgumentException("limits are positive numbers of bytes");
        }
    }

    /** 1 MiB, 64 KiB, no origins. */
    public static SurfaceSettings standard() {
        return new SurfaceSettings(1 << 20, 64 << 10, Set.of());
    }
}
