package io.cofre.domain.auth;

import io.cofre.ports.span.TenantId;
import io.cofre.ports.token.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What scopes grant, and who may give which (spec 01, "Scopes"). Pure. */
public final class Scopes {
    public static final Scope TENANT_ADMIN = new Scope("tenant.admin");
    public static final Scope PLATFORM_ADMIN = new Scope("platform.admin");

    /** Match by exact name only, whatever wildcard is held. */
    private static final Set<String> EXACT = Set.of("tenant.admin", "platform.admin", "job.add", "config.read");

    private static final Set<String> SERVICE = Set.of("job.add", "config.read");
    private static final TenantId SYSTEM = new TenantId("system");

    private Scopes() {}

    /** Whether any of the scopes grants the need. */
    public static boolean grant(Collection<Scope> scopes, Need need) {
        for (Scope scope : scopes) {
            if (grants(scope, need)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether one scope grants the need. A wildcard action grants only needs without a resource; an action without a
     * resource never matches a need with one; a need is never a pattern, so {@code provider.invoke:anthropic/*} does
     * not satisfy {@code provider.invoke:*}.
     */
    public static boolean grants(Scope scope, Need need) {
        if (EXACT.contains(need.action())) {
            return scope.value().equals(need.toString());
        }
        String action = scope.action();
        Optional<String> resource = scope.resource();
        if (action.endsWith(".*")) {
            String prefix = action.substring(0, action.length() - 1);
            return resource.isEmpty()
                    && need.resource().isEmpty()
                    && need.action().startsWith(prefix)
                    && need.action().length() > prefix.length();
        }
        if (!action.equals(need.action())) {
            return false;
        }
        if (resource.isEmpty() || need.resource().isEmpty()) {
            return resource.isEmpty() && need.resource().isEmpty();
        }
        String held = resource.get();
        String asked = need.resource().get();
        if (held.equals("*")) {
            return true;
        }
        if (held.endsWith("/*")) {
            String prefix = held.substring(0, held.length() - 1);
            return asked.startsWith(prefix) && asked.length() > prefix.length();
        }
        return held.equals(asked);
    }

    /**
     * Whether everything that {@code narrow} can ever grant, one of {@code wide} grants too: for sessions and apps,
     * which may only narrow.
     */
    public static boolean covers(Collection<Scope> wide, Scope narrow) {
        for (Scope scope : wide) {
            if (covers(scope, narrow)) {
                return true;
            }
        }
        return false;
    }

    private static boolean covers(Scope wide, Scope narrow) {
        if (wide.equals(narrow)) {
            return true;
        }
        if (administers(narrow) || isService(narrow)) {
            return false;
        }
        String action = narrow.action();
        if (action.endsWith(".*")) {
            return wide.resource().isEmpty()
                    && narrow.resource().isEmpty()
                    && wide.action().endsWith(".*")
                    && action.startsWith(prefixOf(wide.action()));
        }
        Optional<String> resource = narrow.resource();
        if (resource.isPresent() && resource.get().endsWith("*")) {
            return wide.action().equals(action)
                    && wide.resource().isPresent()
                    && (wide.resource().get().equals("*")
                            || (wide.resource().get().endsWith("/*")
                                    && resource.get()
                                            .startsWith(prefixOf(wide.resource().get()))));
        }
        return grants(wide, new Need(action, resource));
    }

    private static String prefixOf(String pattern) {
        return pattern.substring(0, pattern.length() - 1);
    }

    /**
     * The part of the wide scopes that lies inside a wanted one: the wanted one itself where it is covered, else those
     * of the wide that it covers (spec 04, apps).
     */
    public static List<Scope> within(Collection<Scope> wide, Scope wanted) {
        return covers(wide, wanted)
                ? List.of(wanted)
                : wide.stream()
                        .filter(held -> !administers(held) && !isService(held) && covers(wanted, held))
                        .toList();
    }

    /** Whether the scope administers a tenant or the platform. An admin scope implies no other. */
    public static boolean administers(Scope scope) {
        return scope.equals(TENANT_ADMIN) || scope.equals(PLATFORM_ADMIN);
    }

    /** Whether only {@code platform.admin} may give the scope, and only to wallets of tenant {@code system}. */
    public static boolean isService(Scope scope) {
        return SERVICE.contains(scope.value());
    }

    /** How far a principal administers. */
    public enum Reign {
        NOTHING,
        OWN_TENANT,
        ALL_TENANTS
    }

    public static Reign reign(Collection<Scope> scopes) {
        if (scopes.contains(PLATFORM_ADMIN)) {
            return Reign.ALL_TENANTS;
        }
        return scopes.contains(TENANT_ADMIN) ? Reign.OWN_TENANT : Reign.NOTHING;
    }

    /** What came of the question whether a scope may be given. */
    public sealed interface Granting {
        record Allowed() implements Granting {}

        record NotGrantable(Scope scope, String why) implements Granting {}
    }

    /**
     * Whether an administrator may issue these scopes to a wallet of a tenant. {@code tenant.admin} gives any but
     * {@code platform.admin} and service scopes, in its own tenant; {@code platform.admin} any, service scopes only
     * into tenant {@code system}. A lone {@code tenant.*} or {@code platform.*} or {@code job.*} is refused: it would
     * look like an admin or service scope and grant none.
     */
    public static Granting mayGive(Reign reign, Collection<Scope> scopes, TenantId toTenant) {
        for (Scope scope : scopes) {
            if (isService(scope)) {
                if (reign != Reign.ALL_TENANTS) {
                    return new Granting.NotGrantable(scope, "only platform.admin gives it");
                }
                if (!toTenant.equals(SYSTEM)) {
                    return new Granting.NotGrantable(scope, "only wallets of tenant system may hold it");
                }
            } else if (scope.equals(PLATFORM_ADMIN) && reign != Reign.ALL_TENANTS) {
                return new Granting.NotGrantable(scope, "only platform.admin gives it");
            } else if (scope.action().endsWith(".*") && shadowsExact(scope)) {
                return new Granting.NotGrantable(scope, "scopes of this name match exactly; name each");
            } else if (EXACT.contains(scope.action()) && scope.resource().isPresent()) {
                return new Granting.NotGrantable(scope, "it takes no resource");
            }
        }
        return new Granting.Allowed();
    }

    private static boolean shadowsExact(Scope scope) {
        String prefix = prefixOf(scope.action());
        return EXACT.stream().anyMatch(name -> name.startsWith(prefix));
    }
}
