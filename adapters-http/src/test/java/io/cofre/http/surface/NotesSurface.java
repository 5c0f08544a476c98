package io.cofre.http.surface;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.auth.Requirement;
import io.cofre.http.exchange.Answer;
import io.cofre.http.exchange.Exchange;
import io.cofre.http.exchange.Headers;
import io.cofre.http.json.Json;
import io.cofre.http.json.Schema;
import io.cofre.http.route.Route;
import io.cofre.http.route.Router;
import io.cofre.http.surface.Gate.Admission;
import io.cofre.http.traffic.Call;
import io.cofre.http.traffic.DirectClient;
import io.cofre.http.traffic.TrafficCheck;
import io.cofre.ports.Dependency;
import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.Once;
import io.cofre.ports.journal.Repeats.Repeat;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.wallet.WalletId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A surface of three routes, and a client of it. */
abstract class NotesSurface {
    private static final Schema.Obj NOTE =
            Schema.object().with("text", Schema.text(2_000_000), "what").maybe("n", Schema.whole(0, 9), "a digit");

    final Map<Once.Key, Repeat> repeats = new ConcurrentHashMap<>();
    final List<Throwable> failures = new ArrayList<>();
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch leave = new CountDownLatch(1);
    final List<Route> routes = List.of(
            Route.get("/open")
                    .need(new Requirement.Open())
                    .says("T", "Open")
                    .query(Schema.object().maybe("n", Schema.whole(0, 9), "a digit"))
                    .gives(200, Schema.object().with("n", Schema.whole(0, 9), ""), "d")
                    .to(exchange -> Answer.json(
                            200,
                            Json.object()
                                    .put("n", exchange.query().maybeWhole("n").orElse(0L)))),
            Route.post("/notes")
                    .need(Requirement.of("note.add"))
                    .says("T", "Adds")
                    .takes(NOTE)
                    .gives(201, Schema.object().with("text", Schema.anyText(2_000_000), ""), "d")
                    .once((json, receipts) -> Answer.text(201, "application/json", json))
                    .to(exchange -> {
                        if (exchange.json().text("text").equals("wait")) {
                            entered.countDown();
                            await(leave);
                        }
                        String body = Json.text(
                                Json.object().put("text", exchange.json().text("text")));
                        exchange.once()
                                .ifPresent(once -> repeats.put(
                                        once.key(),
                                        new Repeat(once.bodyHash(), new Once.Answer.Body(body), List.of())));
                        return Answer.text(201, "application/json", body);
                    }),
            Route.post("/signatures")
                    .says("T", "Signs")
                    .mayTake(Schema.object())
                    .givesNothing(204, "d")
                    .to(exchange -> {
                        throw new PortFailure.Unavailable(Dependency.LEDGER, "planted");
                    }));
    final Surface surface = surface(this::admit, SurfaceSettings.standard());
    final DirectClient client = new DirectClient(surface, new TrafficCheck(routes));

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Surface surface(Gate gate, SurfaceSettings settings) {
        return new Surface(
                new Router(routes),
                gate,
                settings,
                key -> Optional.ofNullable(repeats.get(key)),
                body -> new PayloadHash("b3:"
                        + HexFormat.of().toHexDigits(Arrays.hashCode(body), 8).repeat(8)),
                new Random(7),
                (method, path, traceId, failure) -> failures.add(failure));
    }

    Admission admit(Exchange exchange, Requirement need) {
        return exchange.headers().has("Authorization")
                ? new Admission.Admitted(
                        new Principal(
                                new WalletId("wlt_a"),
                                new TenantId("t"),
                                new OwnerId("o"),
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                new Principal.Proof.ApiKey(new TokenHash("argon2id$v1$" + "A".repeat(43))),
                                Instant.EPOCH,
                                exchange.trace().traceId()),
                        Headers.of("RateLimit", "\"default\";r=1"))
                : new Admission.TurnedAway(Problem.of(Code.AUTH_MISSING, "d"), Headers.none());
    }

    static Call note(String json) {
        return Call.post("/notes", json).key("tok");
    }
}
