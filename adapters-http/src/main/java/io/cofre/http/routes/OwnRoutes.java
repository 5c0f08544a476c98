package io.cofre.http.routes;

import io.cofre.domain.auth.HttpTarget;
import io.cofre.domain.auth.Requirement;
import io.cofre.http.route.Router;
import io.cofre.http.route.Router.Match;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the surface's own routes ask, for signed requests that are aimed at it. Made before the use cases, given the
 * router after: the routes are made of the use cases.
 */
public final class OwnRoutes implements HttpTarget.Routes {
    private final AtomicReference<Optional<Router>> router = new AtomicReference<>(Optional.empty());

    public void serve(Router routes) {
        router.set(Optional.of(routes));
    }

    @Override
    public Optional<Requirement> requirement(String method, String path) {
        Router routes = router.get().orElseThrow(() -> new IllegalStateException("the surface is not made yet"));
        return routes.match(method, path) instanceof Match.Found found
                ? Optional.of(found.route().need())
                : Optional.empty();
    }
}
