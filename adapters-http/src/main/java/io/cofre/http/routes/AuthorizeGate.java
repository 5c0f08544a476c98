package io.cofre.http.routes;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.auth.Credential;
import io.cofre.domain.auth.Presented;
import io.cofre.domain.auth.Requirement;
import io.cofre.domain.usecase.Authorize;
import io.cofre.http.exchange.Exchange;
import io.cofre.http.exchange.Headers;
import io.cofre.http.surface.Gate;
import io.cofre.http.surface.Proxies;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Asks the authorizer, then the route's requirement. */
public final class AuthorizeGate implements Gate {
    private final Authorize authorize;
    private final Proxies proxies;

    public AuthorizeGate(Authorize authorize, Proxies proxies) {
        this.authorize = authorize;
        this.proxies = proxies;
    }

    @Override
    public Admission admit(Exchange exchange, Requirement need) {
        Headers headers = exchange.headers();
        Presented presented = new Presented(
                Credential.read(headers.all("Authorization"), headers.hasAny("X-LL-")),
                only(headers, "X-Tenant-Id"),
                only(headers, "X-User-Id"),
                proxies.client(exchange.head()),
                exchange.trace().traceId());
        return switch (authorize.authorize(presented)) {
            case Authorize.Decision.Denied(Problem problem, Optional<Duration> retryAfter) ->
                new Admission.TurnedAway(problem, limits(problem, retryAfter));
            case Authorize.Decision.Granted(Principal principal) ->
                need.judge(principal)
                        .<Admission>map(problem -> new Admission.TurnedAway(problem, Headers.none()))
                        .orElseGet(() -> new Admission.Admitted(principal, Headers.none()));
        };
    }

    /** Several values are none that anybody could mean. */
    private static Optional<String> only(Headers headers, String name) {
        List<String> values = headers.all(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", values));
    }

    /** What the problem's own answer does not say yet. */
    private static Headers limits(Problem problem, Optional<Duration> retryAfter) {
        if (retryAfter.isEmpty() || problem.code() == Code.AUTH_BUSY) {
            return Headers.none();
        }
        long seconds = Math.max(1, retryAfter.get().plusMillis(999).toSeconds());
        String quota = problem.members().get("limit") instanceof Problem.Member.Text(String limit) ? limit : "1";
        return Headers.of("Retry-After", String.valueOf(seconds))
                .and("RateLimit", "\"key\";r=0;t=" + seconds)
                .and("RateLimit-Policy", "\"key\";q=" + quota + ";w=60");
    }
}
