package io.cofre.domain.auth;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a route asks of whoever calls it (spec 01, the table of scopes). Pure. */
public sealed interface Requirement {
    /** Nothing: health, documentation. */
    record Open() implements Requirement {}

    /** Any good credential; what may be done is the use case's to judge. */
    record Authenticated() implements Requirement {}

    /** {@code provider.invoke} for what the request's body names, which is judged by whoever reads it. */
    enum Invocation implements Requirement {
        /** The body names provider and model. */
        OF_A_PROVIDER,
        /** The body names a model, from which the provider follows, or leaves both to the service. */
        OF_A_MODEL
    }

    /** Any one of these scopes. */
    record AnyOf(List<Need> needs) implements Requirement {
        public AnyOf {
            needs = List.copyOf(needs);
        }
    }

    /** {@code tenant.admin} or {@code platform.admin}; over what, is the use case's to judge. */
    record Administrator() implements Requirement {}

    /** {@code platform.admin}. */
    record PlatformAdministrator() implements Requirement {}

    static Requirement of(String action) {
        return new AnyOf(List.of(Need.of(action)));
    }

    static Requirement anyOf(String... actions) {
        return new AnyOf(List.of(actions).stream().map(Need::of).toList());
    }

    /** Empty where the principal holds it; else the 403 that names the scope that was missing. */
    default Optional<Problem> judge(Principal principal) {
        return switch (this) {
            case Open() -> Optional.empty();
            case Authenticated() -> Optional.empty();
            case Invocation ignored -> Optional.empty();
            case AnyOf(List<Need> needs) ->
                needs.stream().anyMatch(need -> Scopes.grant(principal.scopes(), need))
                        ? Optional.empty()
                        : Optional.of(missing(needs.stream().map(Need::toString).toList()));
            case Administrator() ->
                Scopes.reign(principal.scopes()) == Scopes.Reign.NOTHING
                        ? Optional.of(missing(List.of("tenant.admin", "platform.admin")))
                        : Optional.empty();
            case PlatformAdministrator() ->
                Scopes.reign(principal.scopes()) == Scopes.Reign.ALL_TENANTS
                        ? Optional.empty()
                        : Optional.of(missing(List.of("platform.admin")));
        };
    }

    /** The 403 for one missing scope. */
    static Problem missing(Need need) {
        return missing(List.of(need.toString()));
    }

    private static Problem missing(List<String> scopes) {
        return Problem.of(
                        Code.AUTH_SCOPE_MISSING,
                        "This credential lacks the scope " + scopes.stream().collect(Collectors.joining(" or "))
                                + "; ask an administrator for a key that holds it.")
                .with("scope", scopes.getFirst());
    }
}
