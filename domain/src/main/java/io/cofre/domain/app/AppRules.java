package io.cofre.domain.app;

import io.cofre.domain.auth.Scopes;
import io.cofre.ports.token.Scope;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What an app is granted when it is registered (spec 04, "app.register"). Pure. */
public final class AppRules {
    private AppRules() {}

    /** What the registering principal itself holds of what is required, and the rest. */
    public record Split(List<Scope> granted, List<Scope> pending) {
        public Split {
            granted = List.copyOf(granted);
            pending = List.copyOf(pending);
        }
    }

    /**
     * The seed's {@code memory.write} and {@code memory.read} mean {@code memory.add} and {@code memory.search} (spec
     * 01).
     */
    public static Scope meant(Scope required) {
        return switch (required.value()) {
            case "memory.write" -> new Scope("memory.add");
            case "memory.read" -> new Scope("memory.search");
            default -> required;
        };
    }

    /**
     * Splits what is required by what is held: a cap that is wholly held is granted; of a wider one what is held of it
     * is granted and the cap itself stays pending; admin and service scopes are never granted to an app, only pending.
     */
    public static Split split(Collection<Scope> required, Collection<Scope> held) {
        Set<Scope> granted = new LinkedHashSet<>();
        Set<Scope> pending = new LinkedHashSet<>();
        for (Scope scope : required) {
            Scope wanted = meant(scope);
            if (Scopes.administers(wanted) || Scopes.isService(wanted)) {
                pending.add(wanted);
                continue;
            }
            List<Scope> inside = Scopes.within(held, wanted);
            granted.addAll(inside);
            if (!inside.contains(wanted)) {
                pending.add(wanted);
            }
        }
        return new Split(List.copyOf(granted), List.copyOf(pending));
    }
}
