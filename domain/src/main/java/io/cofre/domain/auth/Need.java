package io.cofre.domain.auth;

import java.util.Optional;

/**
 * What a route or an operation asks of the caller's scopes: concrete, never a pattern (spec 01, "Scopes").
 *
 * @param action {@code memory.add}
 * @param resource {@code anthropic/claude-3-5-sonnet}
 */
public record Need(String action, Optional<String> resource) {
    public static Need of(String action) {
        return new Need(action, Optional.empty());
    }

    public static Need of(String action, String resource) {
        return new Need(action, Optional.of(resource));
    }

    /** As a scope is written. */
    @Override
    public String toString() {
        return resource.map(name -> action + ":" + name).orElse(action);
    }
}
