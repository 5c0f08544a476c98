package io.cofre.domain.app;

import io.cofre.domain.auth.Scopes;
import io.cofre.ports.token.Scope;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What an app is granted when it is registered, and when it is approved (spec 04, "app.register"). Pure. */
public final class AppRules {
    private AppRules() {}

    /**
     * What an app may use.
     *
     * @param granted what keys issued for it hold at most
     * @param pending what it requires and was not granted whole
     * @param approved those of the granted that an administrator approved; they outlast new versions
     */
    public record Grants(List<Scope> granted, List<Scope> pending, List<Scope> approved) {
        public Grants {
            granted = List.copyOf(granted);
            pending = List.copyOf(pending);
            approved = List.copyOf(approved);
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
     * What an app is granted when it is registered: of each cap that it requires, what its registrar holds or what was
     * approved before. A cap that is wholly held or approved is granted; of a wider one what lies inside it is, and the
     * cap itself stays pending. Admin and service scopes are never granted to an app, only pending. What was approved
     * and is no longer required, even as a part, is gone: it takes another approval.
     *
     * @param held by the registering principal
     * @param approved of the version before; none at first
     */
    public static Grants register(Collection<Scope> required, Collection<Scope> held, Collection<Scope> approved) {
        Set<Scope> granted = new LinkedHashSet<>();
        Set<Scope> pending = new LinkedHashSet<>();
        Set<Scope> kept = new LinkedHashSet<>();
        for (Scope scope : required) {
            Scope wanted = meant(scope);
            if (!grantable(wanted)) {
                pending.add(wanted);
                continue;
            }
            Set<Scope> inside = new LinkedHashSet<>(Scopes.within(held, wanted));
            List<Scope> still = Scopes.within(approved, wanted);
            inside.addAll(still);
            granted.addAll(inside);
            kept.addAll(still);
            if (!inside.contains(wanted)) {
                pending.add(wanted);
            }
        }
        return new Grants(List.copyOf(granted), List.copyOf(pending), List.copyOf(kept));
    }

    /** What an administrator's approval makes of the grants: all that is pending and may be granted to an app. */
    public static Grants approve(Grants standing) {
        Set<Scope> granted = new LinkedHashSet<>(standing.granted());
        Set<Scope> approved = new LinkedHashSet<>(standing.approved());
        Set<Scope> pending = new LinkedHashSet<>();
        for (Scope scope : standing.pending()) {
            if (grantable(scope)) {
                granted.add(scope);
                approved.add(scope);
            } else {
                pending.add(scope);
            }
        }
        return new Grants(List.copyOf(granted), List.copyOf(pending), List.copyOf(approved));
    }

    private static boolean grantable(Scope scope) {
        return !Scopes.administers(scope) && !Scopes.isService(scope);
    }
}
