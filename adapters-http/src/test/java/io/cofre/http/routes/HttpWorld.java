package io.cofre.http.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Cofre;
import io.cofre.domain.Ports;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.span.SpanHash;
import io.cofre.domain.usecase.FirstStart;
import io.cofre.domain.usecase.ProviderSettings;
import io.cofre.http.exchange.RequestBody;
import io.cofre.http.json.Json;
import io.cofre.http.route.Limits;
import io.cofre.http.route.Route;
import io.cofre.http.route.Router;
import io.cofre.http.surface.Gate;
import io.cofre.http.surface.Proxies;
import io.cofre.http.surface.Surface;
import io.cofre.http.surface.SurfaceSettings;
import io.cofre.http.traffic.Call;
import io.cofre.http.traffic.DirectClient;
import io.cofre.http.traffic.Seen;
import io.cofre.http.traffic.TrafficCheck;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.Repeats;
import io.cofre.ports.provider.Provider;
import io.cofre.ports.vault.KeyVault;
import io.cofre.testkit.fault.Faults;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.fixtures.SettableClock;
import io.cofre.testkit.memory.EchoProvider;
import io.cofre.testkit.memory.InMemoryInvalidation;
import io.cofre.testkit.memory.InMemoryMemo;
import io.cofre.testkit.memory.InMemoryPorts;
import io.cofre.testkit.memory.InMemoryRateLimits;
import io.cofre.testkit.memory.InMemorySecretRows;
import io.cofre.testkit.memory.InMemoryStore;
import io.cofre.testkit.memory.InMemoryTrustAnchors;
import io.cofre.testkit.memory.InMemoryVault;
import io.cofre.testkit.memory.InMemoryWalletSessions;
import io.cofre.testkit.memory.ScriptedProvider;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** The whole surface over a Cofre in memory, after its first start; every call is held against the document. */
public final class HttpWorld {
    /** What {@code /metrics} answers. */
    static final String COUNTS = "cofre_planted_total 7.0\n";

    public final SettableClock clock = SettableClock.atStart();
    public final ScriptedProvider anthropic = new ScriptedProvider("anthropic");
    public final InMemoryPorts in = InMemoryPorts.of(new InMemoryStore(clock));
    public final AtomicBoolean draining = new AtomicBoolean();
    public final Faults ofTheJournal = new Faults();
    public final Faults ofTheVault = new Faults();
    public final List<Throwable> failures = new ArrayList<>();
    public final List<Route> routes;
    public final Surface surface;
    public final String admin;
    private final Random random = new Random(Seeds.next());
    private final TrafficCheck check;
    private final Gate gate;

    /**
     * Begins.
     *
     * @param others providers beside echo and the scripted one
     */
    public HttpWorld(Provider... others) {
        InMemorySecretRows secretRows = new InMemorySecretRows(clock);
        InMemoryVault vault = new InMemoryVault(Ed25519.fastest(), random, secretRows);
        OwnRoutes own = new OwnRoutes();
        Map<String, Provider> providers = new HashMap<>(Map.of("echo", new EchoProvider(), "anthropic", anthropic));
        for (Provider other : others) {
            providers.put(other.name(), other);
        }
        Ports ports = new Ports(
                new Ports.Ledger(
                        ofTheJournal.decorate(Journal.class, in.journal()),
                        in.heads(),
                        in.repeats(),
                        in.keys(),
                        in.spans(),
                        in.scan(),
                        in.snapshots()),
                new Ports.Rows(
                        in.tokens(),
                        new InMemoryWalletSessions(),
                        in.wallets(),
                        in.tenants(),
                        in.apps(),
                        in.memories()),
                new Ports.Near(in.tokens(), in.wallets(), in.tenants()),
                new Ports.Vault(ofTheVault.decorate(KeyVault.class, vault), secretRows, in.leftovers()),
                new Ports.Node(
                        new InMemoryInvalidation(),
                        new InMemoryRateLimits(clock),
                        new InMemoryTrustAnchors(),
                        new InMemoryMemo<>(100),
                        new InMemoryMemo<>(100),
                        new InMemoryMemo<>(100)),
                providers,
                new Ports.World(clock, random, time -> {}, 2, ProviderSettings.DEFAULT, "https://cofre.test", own));
        Cofre cofre = Cofre.over(ports);
        admin = ((FirstStart.Started.First) cofre.upkeep().firstStart().start())
                .admin()
                .token()
                .reveal();
        gate = new AuthorizeGate(cofre.access().authorize(), new Proxies(Set.of()));
        routes = AllRoutes.of(
                cofre,
                in.timeline(),
                List.of(),
                Optional.of(() -> COUNTS),
                draining::get,
                Limits.STANDARD,
                "1.2.3",
                "https://cofre.test");
        check = new TrafficCheck(routes);
        surface = surface(gate);
        own.serve(surface.router());
    }

    /** The same routes behind another gate. */
    public Surface surface(Gate gate) {
        return surface(gate, in.repeats());
    }

    /** A node that finds no record of a request, for it looks before there is one. */
    Surface blind() {
        return surface(gate, key -> Optional.empty());
    }

    public Surface surface(Gate gate, Repeats repeats) {
        return new Surface(
                new Router(routes),
                gate,
                SurfaceSettings.standard(),
                repeats,
                SpanHash::of,
                random,
                (method, path, traceId, failure) -> failures.add(failure));
    }

    public Seen send(Call call) {
        return new DirectClient(surface, check).send(call);
    }

    /** The status; the body is written as it is made. */
    int send(Call call, OutputStream out) {
        return new DirectClient(surface, check).send(call, out);
    }

    Seen send(Surface other, Call call) {
        return new DirectClient(other, check).send(call);
    }

    Seen send(Surface other, Call call, RequestBody body) {
        return new DirectClient(other, check).send(call, body);
    }

    public Seen post(String token, String path, String json) {
        return send(Call.post(path, json).key(token));
    }

    public Seen get(String token, String target) {
        return send(Call.get(target).key(token));
    }

    /** Holds what came over a socket against the document. */
    public Seen checked(Call call, Seen seen) {
        check.check(surface.router(), call, seen);
        return seen;
    }

    /** Tenant acme with the wallet wlt_acme_ana. */
    public HttpWorld acme() {
        assertThat(post(admin, "/api/admin/tenants", "{\"tenant_id\":\"acme\",\"name\":\"Acme\"}")
                        .status())
                .isEqualTo(201);
        wallet("wlt_acme_ana", "ana@acme");
        return this;
    }

    public void wallet(String id, String owner) {
        String body = Json.text(Json.object()
                .put("wallet_id", id)
                .put("tenant_id", "acme")
                .put("owner_id", owner)
                .put("metered", false));
        assertThat(post(admin, "/api/admin/wallets", body).status()).isEqualTo(201);
    }

    /** A key for a wallet of acme. */
    public String key(String wallet, String... scopes) {
        return issue(wallet, scopes).json().path("token").asText();
    }

    public Seen issue(String wallet, String... scopes) {
        var body =
                Json.object().put("wallet_id", wallet).put("tenant_id", "acme").put("ttl_hours", 24);
        body.set("scopes", Json.texts(List.of(scopes)));
        Seen seen = post(admin, "/auth/keys/issue", Json.text(body));
        assertThat(seen.status()).as(seen.body()).isEqualTo(200);
        return seen;
    }

    /** All that an ordinary owner holds. */
    public String ana() {
        return key(
                "wlt_acme_ana",
                "wallet.open",
                "span.sign",
                "span.read",
                "http.sign",
                "memory.*",
                "prompt.fetch",
                "wallet.key.*",
                "provider.invoke:echo/*",
                "provider.invoke:anthropic/*",
                "provider.invoke:openai/*");
    }
}
