package io.cofre.domain;

import io.cofre.domain.auth.Credential;
import io.cofre.domain.auth.Presented;
import io.cofre.domain.auth.Requirement;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.token.ApiToken;
import io.cofre.domain.usecase.Authorize;
import io.cofre.domain.usecase.CreateWallet;
import io.cofre.domain.usecase.FirstStart;
import io.cofre.domain.usecase.IssueKey;
import io.cofre.domain.usecase.ProviderSettings;
import io.cofre.ports.audit.LedgerSnapshots;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.tenant.Language;
import io.cofre.ports.token.Scope;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.wallet.WalletId;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.fixtures.SettableClock;
import io.cofre.testkit.memory.EchoProvider;
import io.cofre.testkit.memory.InMemoryInvalidation;
import io.cofre.testkit.memory.InMemoryLedgerSnapshots;
import io.cofre.testkit.memory.InMemoryMemo;
import io.cofre.testkit.memory.InMemoryPorts;
import io.cofre.testkit.memory.InMemoryRateLimits;
import io.cofre.testkit.memory.InMemorySecretRows;
import io.cofre.testkit.memory.InMemoryStore;
import io.cofre.testkit.memory.InMemoryTrustAnchors;
import io.cofre.testkit.memory.InMemoryVault;
import io.cofre.testkit.memory.InMemoryWalletSessions;
import io.cofre.testkit.memory.ScriptedProvider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/** A whole Cofre in memory, after its first start, with a clock that tests set and a seed that is printed. */
public final class World {
    public static final TenantId ACME = new TenantId("acme");
    public static final WalletId ANA = new WalletId("wlt_acme_ana");
    public static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    public final SettableClock clock = SettableClock.atStart();
    public final InMemoryStore store = new InMemoryStore(clock);
    public final InMemoryPorts in = InMemoryPorts.of(store);
    public final InMemoryTrustAnchors anchors = new InMemoryTrustAnchors();
    public final ScriptedProvider anthropic = new ScriptedProvider("anthropic");
    public final InMemorySecretRows secretRows = new InMemorySecretRows(clock);
    public final InMemoryVault vault;
    public final Ports ports;
    public final Cofre cofre;
    public final Principal admin;

    public World() {
        Random random = new Random(Seeds.next());
        vault = new InMemoryVault(Ed25519.fastest(), random, secretRows);
        ports = ports(
                clock,
                in,
                new InMemoryLedgerSnapshots(store, vault::refs),
                vault,
                secretRows,
                anchors,
                anthropic,
                random);
        cofre = Cofre.over(ports);
        FirstStart.Started.First first =
                (FirstStart.Started.First) cofre.upkeep().firstStart().start();
        admin = granted(first.admin().token());
    }

    /** What an embedder has before anything was written. */
    public static Ports ports() {
        SettableClock clock = SettableClock.atStart();
        Random random = new Random(Seeds.next());
        InMemorySecretRows secretRows = new InMemorySecretRows(clock);
        InMemoryPorts in = InMemoryPorts.of(new InMemoryStore(clock));
        return ports(
                clock,
                in,
                in.snapshots(),
                new InMemoryVault(Ed25519.fastest(), random, secretRows),
                secretRows,
                new InMemoryTrustAnchors(),
                new ScriptedProvider("anthropic"),
                random);
    }

    private static Ports ports(
            SettableClock clock,
            InMemoryPorts in,
            LedgerSnapshots snapshots,
            InMemoryVault vault,
            InMemorySecretRows secretRows,
            InMemoryTrustAnchors anchors,
            ScriptedProvider anthropic,
            Random random) {
        return new Ports(
                new Ports.Ledger(in.journal(), in.heads(), in.repeats(), in.keys(), in.spans(), in.scan(), snapshots),
                new Ports.Rows(
                        in.tokens(),
                        new InMemoryWalletSessions(),
                        in.wallets(),
                        in.tenants(),
                        in.apps(),
                        in.memories()),
                new Ports.Near(in.tokens(), in.wallets(), in.tenants()),
                new Ports.Vault(vault, secretRows, in.leftovers()),
                new Ports.Node(
                        new InMemoryInvalidation(),
                        new InMemoryRateLimits(clock),
                        anchors,
                        new InMemoryMemo<>(100),
                        new InMemoryMemo<>(100),
                        new InMemoryMemo<>(100)),
                Map.of("echo", new EchoProvider(), "anthropic", anthropic),
                new Ports.World(
                        clock,
                        random,
                        time -> {},
                        2,
                        ProviderSettings.DEFAULT,
                        "https://cofre.test",
                        (method, path) -> path.equals("/cli/memory.add")
                                ? Optional.of(Requirement.of("memory.add"))
                                : Optional.empty()));
    }

    /** Another node on the same data, or this one started again: it remembers nothing, and has this vault. */
    public Cofre restarted(KeyVault keys) {
        Ports.Node node = ports.node();
        return Cofre.over(new Ports(
                ports.ledger(),
                ports.rows(),
                ports.near(),
                new Ports.Vault(keys, ports.vault().rows(), ports.vault().leftovers()),
                new Ports.Node(
                        node.invalidation(),
                        node.rateLimits(),
                        node.anchors(),
                        new InMemoryMemo<>(100),
                        new InMemoryMemo<>(100),
                        new InMemoryMemo<>(100)),
                ports.providers(),
                ports.world()));
    }

    /** What presenting a token gives; a test fails where it is refused. */
    public Principal granted(ApiToken token) {
        return ((Authorize.Decision.Granted) decide(token.reveal())).principal();
    }

    public Authorize.Decision decide(String token) {
        return decide(cofre, "ApiKey " + token);
    }

    /** What a node says to an {@code Authorization} header. */
    public static Authorize.Decision decide(Cofre node, String header) {
        return node.access()
                .authorize()
                .authorize(new Presented(
                        Credential.read(List.of(header), false),
                        Optional.empty(),
                        Optional.empty(),
                        "127.0.0.1",
                        TRACE));
    }

    /** Tenant acme with the wallet of ana@acme. */
    public World acme() {
        value(cofre.administration().createTenant().create(admin, ACME, "Acme", Language.ALL, Optional.empty()));
        wallet(ANA, "ana@acme");
        return this;
    }

    public void wallet(WalletId id, String owner) {
        value(cofre.administration()
                .createWallet()
                .create(
                        admin,
                        new CreateWallet.Request(id, ACME, new OwnerId(owner), Optional.of(false)),
                        Optional.empty()));
    }

    /** A key for a wallet of acme. */
    public ApiToken key(WalletId wallet, String... scopes) {
        return value(cofre.access()
                        .issueKey()
                        .issue(
                                admin,
                                new IssueKey.Request(
                                        wallet,
                                        ACME,
                                        Stream.of(scopes).map(Scope::new).toList(),
                                        24,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty()),
                                Optional.empty()))
                .token();
    }

    public Principal principal(WalletId wallet, String... scopes) {
        return granted(key(wallet, scopes));
    }

    /** The value of a reply that was done; a test fails on any other. */
    public static <R> R value(Reply<R> reply) {
        return ((Reply.Done<R>) reply).value();
    }

    /** The code of a reply that was refused; a test fails on any other. */
    public static Code code(Reply<?> reply) {
        return ((Reply.Refused<?>) reply).problem().code();
    }
}
