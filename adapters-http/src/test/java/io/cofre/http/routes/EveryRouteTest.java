package io.cofre.http.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.auth.Requirement;
import io.cofre.domain.span.SpanHash;
import io.cofre.http.exchange.BadBody;
import io.cofre.http.exchange.Headers;
import io.cofre.http.exchange.RequestBody;
import io.cofre.http.json.Json;
import io.cofre.http.json.Schema;
import io.cofre.http.openapi.Refusals;
import io.cofre.http.route.Route;
import io.cofre.http.route.Route.Takes;
import io.cofre.http.surface.Gate;
import io.cofre.http.surface.Gate.Admission;
import io.cofre.http.surface.Surface;
import io.cofre.http.traffic.Call;
import io.cofre.ports.Dependency;
import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.LostChange;
import io.cofre.ports.journal.Once;
import io.cofre.ports.journal.Repeats;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.token.TokenHash;
import io.cofre.ports.wallet.WalletId;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.Seeds;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every route alike. */
class EveryRouteTest {
    private static final HttpWorld WORLD = new HttpWorld().acme();
    private static final String ANA = WORLD.ana();
    private static final Principal SOMEBODY = new Principal(
            new WalletId("wlt_acme_ana"),
            new TenantId("acme"),
            new OwnerId("ana@acme"),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Principal.Proof.ApiKey(new TokenHash("argon2id$v1$" + "A".repeat(43))),
            Instant.MAX,
            "4bf92f3577b34da6a3ce929d0e0e4736");
    private static final Gate OPEN = (exchange, need) -> new Admission.Admitted(SOMEBODY, Headers.none());

    static Stream<Route> all() {
        return WORLD.routes.stream();
    }

    static Stream<Route> guarded() {
        return all().filter(route -> !(route.need() instanceof Requirement.Open));
    }

    static Stream<Route> bodied() {
        return guarded().filter(route -> !(route.takes() instanceof Takes.Nothing));
    }

    static Stream<Route> repeatable() {
        return guarded().filter(route -> !(route.repeats() instanceof Route.Repeats.Unsupported));
    }

    private static Call call(Route route) {
        String path = route.path().toString().replaceAll("\\{[a-z_]+}", "x");
        return route.takes() instanceof Takes.Nothing
                ? new Call(route.method().name(), path, Headers.none(), "")
                : Call.post(path, body(route.takes()));
    }

    private static String body(Takes takes) {
        return switch (takes) {
            case Takes.Nothing() -> "";
            case Takes.Json json -> Json.text(sample(json.schema()));
            case Takes.RawJson raw -> "{}";
            case Takes.JsonOrLines either -> Json.text(sample(either.json().schema()));
        };
    }

    /** The least that a schema takes. */
    private static JsonNode sample(Schema schema) {
        return switch (schema) {
            case Schema.Obj object -> {
                ObjectNode json = Json.object();
                object.properties().stream()
                        .filter(Schema.Property::required)
                        .forEach(property -> json.set(property.name(), sample(property.schema())));
                yield json;
            }
            case Schema.Arr array -> Json.array();
            case Schema.Str text ->
                Json.array().add("x".repeat(Math.max(1, text.min()))).get(0);
            case Schema.Enumerated names ->
                Json.array().add(names.values().getFirst()).get(0);
            case Schema.Int bounds -> Json.array().add(bounds.min()).get(0);
            case Schema.Bool bool -> Json.array().add(true).get(0);
            case Schema.MapOf map -> Json.object();
            case Schema.Raw raw -> Json.object();
            default -> throw new IllegalStateException("no request has a required " + schema);
        };
    }

    private static List<Object> answer(Surface surface, Call call) {
        var seen = WORLD.send(surface, call);
        return List.of(seen.status(), seen.code());
    }

    @ParameterizedTest
    @MethodSource("all")
    void query_unknownParameter_is400(Route route) {
        Call call = call(route);
        Call mistyped = new Call(call.method(), call.target() + "?nope=1", call.headers(), call.body());
        assertThat(answer(WORLD.surface(OPEN), mistyped)).isEqualTo(List.of(400, "request.unknown_field"));
    }

    @ParameterizedTest
    @MethodSource("all")
    void head_tooLong_is413(Route route) {
        assertThat(answer(WORLD.surface(OPEN), call(route).with("X-Long", "x".repeat(70_000))))
                .isEqualTo(List.of(413, "request.headers_too_large"));
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void credential_none_is401(Route route) {
        assertThat(answer(WORLD.surface, call(route))).isEqualTo(List.of(401, "auth.missing"));
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void tenant_foreign_is403(Route route) {
        assertThat(answer(WORLD.surface, call(route).key(ANA).with("X-Tenant-Id", "other")))
                .isEqualTo(List.of(403, "auth.tenant_mismatch"));
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void scope_none_isRefusedOrTheUseCasesToJudge(Route route) {
        String nothing = WORLD.key("wlt_acme_ana", "nothing.useful");
        var seen = WORLD.send(call(route).key(nothing));
        if (route.need() instanceof Requirement.Authenticated || route.need() instanceof Requirement.Invocation) {
            assertThat(seen.status()).isNotEqualTo(401);
        } else {
            assertThat(List.of(seen.status(), seen.code())).isEqualTo(List.of(403, "auth.scope_missing"));
            assertThat(seen.json().path("scope").asText()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("guarded")
    void gate_busyBrokenOrAway_is429And500And503(Route route) {
        Gate busy = (exchange, need) -> new Admission.TurnedAway(Problem.of(Code.AUTH_BUSY, "d"), Headers.none());
        Gate broken = (exchange, need) -> {
            throw new IllegalStateException("planted");
        };
        Gate away = (exchange, need) -> {
            throw new PortFailure.Unavailable(Dependency.LEDGER, "planted");
        };
        Gate locked = (exchange, need) -> {
            throw new PortFailure.Unavailable(Dependency.VAULT, "planted");
        };
        assertThat(answer(WORLD.surface(busy), call(route))).isEqualTo(List.of(429, "auth.busy"));
        assertThat(answer(WORLD.surface(broken), call(route))).isEqualTo(List.of(500, "internal.error"));
        assertThat(answer(WORLD.surface(away), call(route))).isEqualTo(List.of(503, "ledger.unavailable"));
        assertThat(answer(WORLD.surface(locked), call(route))).isEqualTo(List.of(503, "wallet.vault_unavailable"));
    }

    static Stream<Route> writing() {
        return all().filter(
                        route -> Refusals.of(route).getOrDefault(503, List.of()).contains(Code.LEDGER_OUTCOME_UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("writing")
    void commit_lost_is503WithItsSpans(Route route) {
        Facts facts = new Facts(Seeds.next(), WORLD.clock);
        LostChange lost = LostChange.of(facts.span(facts.key()).change());
        Gate cut = (exchange, need) -> {
            throw new PortFailure.OutcomeUnknown(List.of(lost), "planted", new IOException("planted"));
        };
        var seen = WORLD.send(WORLD.surface(cut), call(route));
        assertThat(List.of(seen.status(), seen.code())).isEqualTo(List.of(503, "ledger.outcome_unknown"));
        assertThat(seen.json().at("/spans/0/id").asText())
                .isEqualTo(lost.id().first().id().toString());
        assertThat(seen.header("Retry-After")).isEqualTo("1");
    }

    @ParameterizedTest
    @MethodSource("bodied")
    void body_ofAnotherType_is415(Route route) {
        Call call = call(route);
        Call text = new Call(call.method(), call.target(), Headers.of("Content-Type", "text/plain"), call.body());
        assertThat(answer(WORLD.surface(OPEN), text)).isEqualTo(List.of(415, "request.media_type"));
    }

    @ParameterizedTest
    @MethodSource("repeatable")
    void repetition_otherBodyOrSecretAnswer_is422And409(Route route) {
        Call call = call(route).with("Idempotency-Key", "k");
        PayloadHash other = new PayloadHash("b3:" + "0".repeat(64));
        Repeats mismatch = key -> Optional.of(new Repeats.Repeat(other, new Once.Answer.Body("{}"), List.of()));
        assertThat(answer(WORLD.surface(OPEN, mismatch), call)).isEqualTo(List.of(422, "request.idempotency_mismatch"));
        PayloadHash same = SpanHash.of(call.body().getBytes(StandardCharsets.UTF_8));
        Repeats withheld = key -> Optional.of(new Repeats.Repeat(same, new Once.Answer.Withheld("{}"), List.of()));
        if (route.repeats() instanceof Route.Repeats.Answered) {
            assertThat(answer(WORLD.surface(OPEN, withheld), call)).isEqualTo(List.of(409, "request.already_done"));
        } else {
            assertThat(WORLD.send(WORLD.surface(OPEN, withheld), call.key(ANA)).header("Idempotency-Replayed"))
                    .isEqualTo("true");
        }
    }

    /** The same request is sent while the first one's record is looked for. */
    @ParameterizedTest
    @MethodSource("repeatable")
    void repetition_whileTheFirstRuns_is409(Route route) {
        Call call = call(route).with("Idempotency-Key", "k");
        AtomicReference<Surface> surface = new AtomicReference<>();
        List<Object> second = new ArrayList<>();
        surface.set(WORLD.surface(OPEN, key -> {
            second.addAll(answer(surface.get(), call));
            return Optional.of(
                    new Repeats.Repeat(new PayloadHash("b3:" + "0".repeat(64)), new Once.Answer.Body("{}"), List.of()));
        }));
        assertThat(answer(surface.get(), call)).isEqualTo(List.of(422, "request.idempotency_mismatch"));
        assertThat(second).isEqualTo(List.of(409, "request.in_progress"));
    }

    private static InputStream failing(BadBody.Fault fault) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw new BadBody(fault, new IOException("planted"));
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return read();
            }
        };
    }

    /** A carrier that has waited long enough. */
    @ParameterizedTest
    @MethodSource("bodied")
    void body_tooSlow_is408AndTheLastOfItsConnection(Route route) {
        RequestBody slow = RequestBody.of(failing(BadBody.Fault.TOO_SLOW));
        var seen = WORLD.send(WORLD.surface(OPEN), call(route), slow);
        assertThat(List.of(seen.status(), seen.code(), seen.header("Connection")))
                .isEqualTo(List.of(408, "request.timeout", "close"));
        assertThat(WORLD.failures).noneMatch(failure -> failure instanceof BadBody);
    }

    @ParameterizedTest
    @EnumSource(
            value = BadBody.Fault.class,
            names = {"CUT_OFF", "MALFORMED"})
    void body_notAsItsHeadSaid_is400(BadBody.Fault fault) {
        RequestBody bad = RequestBody.of(failing(fault));
        var seen = WORLD.send(WORLD.surface(OPEN), Call.post("/cli/memory.add", "{}"), bad);
        assertThat(List.of(seen.status(), seen.code(), seen.header("Connection")))
                .isEqualTo(List.of(400, "request.malformed", "close"));
    }

    /** A wallet that went away between the gate and the use case. */
    @ParameterizedTest
    @CsvSource({
        "GET, /wallet, ''",
        "POST, /cli/memory.add, '{\"content\":\"x\"}'",
        "POST, /cli/app.register, '{\"app_id\":\"bot\"}'",
    })
    void wallet_unknown_is404(String method, String path, String body) {
        Principal nobody = new Principal(
                new WalletId("wlt_acme_nobody"),
                SOMEBODY.tenant(),
                SOMEBODY.owner(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                SOMEBODY.proof(),
                SOMEBODY.until(),
                SOMEBODY.traceId());
        Gate gate = (exchange, need) -> new Admission.Admitted(nobody, Headers.none());
        Headers headers = body.isEmpty() ? Headers.none() : Headers.of("Content-Type", "application/json");
        assertThat(answer(WORLD.surface(gate), new Call(method, path, headers, body)))
                .isEqualTo(List.of(404, "wallet.unknown"));
    }

    /** The routes of spec 01 to 04 and the set-up routes of 10 that this build has. */
    @Test
    void routes_all_areThere() {
        assertThat(WORLD.routes)
                .extracting(Route::name)
                .containsExactlyInAnyOrder(
                        "POST /auth/keys/issue",
                        "POST /auth/keys/revoke",
                        "POST /auth/keys/rotate",
                        "GET /auth/keys/list",
                        "GET /auth/whoami",
                        "GET /wallet",
                        "POST /wallet/open",
                        "POST /wallet/sign/span",
                        "POST /wallet/sign/spans",
                        "POST /wallet/sign/http",
                        "POST /wallet/provider/invoke",
                        "POST /wallet/key/register",
                        "POST /wallet/key/rotate",
                        "POST /wallet/key/revoke",
                        "POST /cli/ask",
                        "POST /cli/memory.add",
                        "POST /cli/memory.search",
                        "POST /cli/memory.forget",
                        "POST /cli/prompt.fetch",
                        "POST /cli/app.register",
                        "GET /api/apps",
                        "POST /api/spans",
                        "POST /api/spans/batch",
                        "GET /api/spans",
                        "GET /api/spans/export",
                        "GET /api/spans/{id}",
                        "GET /api/spans/{id}/versions",
                        "GET /api/spans/{id}/verify",
                        "GET /api/timeline/stream",
                        "POST /api/admin/tenants",
                        "GET /api/admin/tenants",
                        "POST /api/admin/tenants/{id}/status",
                        "POST /api/admin/wallets",
                        "GET /api/admin/wallets",
                        "POST /api/admin/wallets/{id}/status",
                        "POST /api/admin/apps/{app_id}/approve",
                        "GET /health/live",
                        "GET /health/ready",
                        "GET /metrics",
                        "GET /openapi",
                        "GET /docs");
    }
}
