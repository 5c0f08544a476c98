package io.cofre.http.route;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds the route of a request. A literal path goes before one with parameters. Immutable. */
public final class Router {
    private final List<Route> routes;
    private final Map<String, List<Route>> literal = new LinkedHashMap<>();
    private final List<Route> templated;

    public Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
        this.templated = routes.stream()
                .filter(route -> !route.path().parameters().isEmpty())
                .toList();
        for (Route route : routes) {
            if (route.path().parameters().isEmpty()) {
                literal.merge(
                        route.path().toString(),
                        List.of(route),
                        (some, more) ->
                                Stream.concat(some.stream(), more.stream()).toList());
            }
        }
        if (routes.stream().map(Route::name).distinct().count() != routes.size()) {
            throw new IllegalArgumentException("two routes have the same method and path");
        }
    }

    /** What stands at a path. */
    public sealed interface Match {
        record Found(Route route, Map<String, String> parameters) implements Match {}

        record NoSuchPath() implements Match {}

        /** {@code allow}: what the path takes, as the header of that name lists it. */
        record OtherMethods(String allow) implements Match {}
    }

    public List<Route> routes() {
        return routes;
    }

    /** HEAD is found as GET. */
    public Match match(String method, String path) {
        String wanted = method.equals("HEAD") ? "GET" : method;
        List<Route> here = literal.getOrDefault(path, List.of());
        for (Route route : here) {
            if (route.method().name().equals(wanted)) {
                return new Match.Found(route, Map.of());
            }
        }
        TreeSet<String> others = new TreeSet<>();
        here.forEach(route -> others.add(route.method().name()));
        if (here.isEmpty()) {
            for (Route route : templated) {
                Optional<Map<String, String>> parameters = route.path().match(path);
                if (parameters.isPresent()) {
                    if (route.method().name().equals(wanted)) {
                        return new Match.Found(route, parameters.get());
                    }
                    others.add(route.method().name());
                }
            }
        }
        if (others.isEmpty()) {
            return new Match.NoSuchPath();
        }
        if (others.contains("GET")) {
            others.add("HEAD");
        }
        others.add("OPTIONS");
        return new Match.OtherMethods(String.join(", ", others));
    }
}
