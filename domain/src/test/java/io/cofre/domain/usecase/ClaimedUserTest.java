package io.cofre.domain.usecase;

import static io.cofre.domain.World.ACME;
import static io.cofre.domain.World.ANA;
import static io.cofre.domain.World.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Principal;
import io.cofre.domain.World;
import io.cofre.domain.app.Registration;
import io.cofre.domain.auth.Naming;
import io.cofre.domain.json.JsonLimits;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonParse;
import io.cofre.domain.json.JsonReader;
import io.cofre.domain.json.JsonString;
import io.cofre.domain.memory.MemoryRules;
import io.cofre.ports.app.AppId;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.span.Visibility;
import io.cofre.ports.tenant.Language;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.token.Scope;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whom the sender of a request claims to act for stands in every span that the request causes, and in no other. */
class ClaimedUserTest {
    private static final Kid PROVIDER = new Kid("kid_provider_anthropic");

    private final World world = new World().acme();
    private final Principal ruler = claiming(world.admin);
    private final Principal ana = claiming(
            world.principal(ANA, "memory.*", "wallet.key.*", "app.register", "provider.invoke:echo/*", "span.read"));
    private final long before = world.in.scan().last();

    private static Principal claiming(Principal principal) {
        return new Principal(
                principal.wallet(),
                principal.tenant(),
                principal.owner(),
                principal.scopes(),
                principal.userId(),
                principal.app(),
                Optional.of("user:bob@acme"),
                principal.proof(),
                principal.until(),
                principal.traceId());
    }

    private List<JsonObject> spans() {
        return world.in.scan().after(before, 1_000).stream()
                .map(span -> (JsonObject) ((JsonParse.Parsed)
                                JsonReader.readStored(span.canonical().bytes(), new JsonLimits(1 << 20, 64)))
                        .value())
                .toList();
    }

    private static Optional<String> claimed(JsonObject span) {
        return span.find("metadata")
                .flatMap(metadata -> ((JsonObject) metadata).find("claimed_user"))
                .map(user -> ((JsonString) user).value());
    }

    private static String text(JsonObject span, String name) {
        return ((JsonString) span.find(name).orElseThrow()).value();
    }

    @Test
    void spans_thatARequestCauses_haveWhatItsSenderClaims() {
        administer();
        keepKeys();
        remember();
        useAnApp();
        ask();
        Set<String> types = new TreeSet<>();
        for (JsonObject span : spans()) {
            types.add(text(span, "entity_type"));
            assertThat(claimed(span)).as(text(span, "entity_type")).contains("user:bob@acme");
            assertThat(text(span, "who")).isIn("wallet:wlt_acme_ana", "wallet:wlt_system_platform");
        }
        assertThat(types)
                .containsExactly(
                        "api_key",
                        "app_registration",
                        "capability_grant",
                        "logline_id",
                        "memory",
                        "provider_invocation",
                        "redacted",
                        "slo_spec",
                        "smoke_test.requested",
                        "tenant",
                        "wallet");
    }

    private void administer() {
        TenantId other = new TenantId("other");
        WalletId oto = new WalletId("wlt_other_oto");
        value(world.cofre
                .administration()
                .createTenant()
                .create(ruler, other, "Other", Language.ALL, Optional.empty()));
        value(world.cofre
                .administration()
                .createWallet()
                .create(
                        ruler,
                        new CreateWallet.Request(oto, other, new OwnerId("oto"), Optional.of(false)),
                        Optional.empty()));
        List<Scope> scopes = List.of(new Scope("span.read"));
        value(world.cofre
                .access()
                .issueKey()
                .issue(
                        ruler,
                        new IssueKey.Request(
                                oto,
                                other,
                                scopes,
                                1,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        Optional.empty()));
        value(world.cofre
                .access()
                .rotateKey()
                .rotate(ruler, new RotateKey.Request(oto, scopes, 1, new Naming.Name.Only(), 0), Optional.empty()));
        value(world.cofre.access().revokeKeys().revoke(ruler, oto, new Naming.Name.All(), Optional.empty()));
        value(world.cofre
                .administration()
                .setWalletStatus()
                .set(ruler, oto, Wallet.Status.SUSPENDED, "test", Optional.empty()));
        value(world.cofre
                .administration()
                .setTenantStatus()
                .set(ruler, other, Tenant.Status.SUSPENDED, "test", Optional.empty()));
    }

    private void keepKeys() {
        try (SecretBytes secret = SecretBytes.owning(new byte[] {'s', 'k', '-', '1', '2', '3', '4', '5'});
                SecretBytes next = SecretBytes.owning(new byte[] {'s', 'k', '-', '1', '2', '3', '4', '6'})) {
            value(world.cofre
                    .wallet()
                    .registerKey()
                    .register(
                            ana,
                            new RegisterKey.Request(
                                    Optional.empty(),
                                    PROVIDER,
                                    List.of(new Scope("provider.invoke:anthropic/*")),
                                    new RegisterKey.Material.OfProvider("anthropic", secret)),
                            Optional.empty()));
            value(world.cofre
                    .wallet()
                    .rotateKey()
                    .rotate(ana, Optional.empty(), PROVIDER, Optional.of(next), Optional.empty()));
        }
        value(world.cofre
                .wallet()
                .rotateKey()
                .rotate(ana, Optional.empty(), new Kid("kid_ed25519_main"), Optional.empty(), Optional.empty()));
        value(world.cofre.wallet().revokeKey().revoke(ana, Optional.empty(), PROVIDER, "test", Optional.empty()));
    }

    private void remember() {
        AddMemory.Added added = add(ana);
        value(world.cofre.desk().forgetMemory().forget(ana, added.memory(), Optional.empty()));
    }

    private AddMemory.Added add(Principal by) {
        return value(world.cofre
                .desk()
                .addMemory()
                .add(
                        by,
                        new MemoryRules.Wish(
                                "Dan prefere espresso curto",
                                List.of(),
                                MemoryEntry.Layer.SESSION,
                                "note",
                                MemoryEntry.Sensitivity.INTERNAL,
                                Optional.empty(),
                                Optional.empty()),
                        Optional.empty()));
    }

    private void useAnApp() {
        AppId bot = new AppId("bot");
        value(world.cofre
                .desk()
                .registerApp()
                .register(
                        ana,
                        new Registration(
                                bot,
                                List.of(),
                                List.of(new Scope("http.sign")),
                                Optional.empty(),
                                List.of(),
                                List.of(),
                                Visibility.TENANT),
                        Optional.empty()));
        value(world.cofre.administration().approveApp().approve(ruler, Optional.of(ACME), bot, Optional.empty()));
    }

    private void ask() {
        value(world.cofre
                .desk()
                .ask()
                .ask(
                        ana,
                        new Ask.Request(
                                "hi", Optional.empty(), false, Map.of(), false, Optional.empty(), Optional.empty()),
                        new Collected(),
                        Optional.empty()));
    }

    @Test
    void aMemory_besideTheClaim_keepsItsOwnMetadata() {
        add(ana);
        JsonObject metadata = (JsonObject) spans().getFirst().find("metadata").orElseThrow();
        assertThat(metadata.members())
                .extracting(JsonObject.Member::name)
                .containsExactly("claimed_user", "expires_at", "layer", "sensitivity");
    }

    @Test
    void spans_ofARequestWithoutAClaim_haveNone() {
        Principal plain = world.principal(ANA, "memory.add");
        add(plain);
        assertThat(spans()).hasSize(2).allMatch(span -> claimed(span).isEmpty());
    }

    @Test
    void spans_thatTheServiceMakesByItself_haveNone() {
        add(ana);
        value(world.cofre
                .access()
                .issueKey()
                .issue(
                        ruler,
                        new IssueKey.Request(
                                ANA,
                                ACME,
                                List.of(new Scope("span.read")),
                                1,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        Optional.empty()));
        int asked = spans().size();
        world.clock.advance(Duration.ofDays(8));
        assertThat(world.cofre.upkeep().expireMemories().expire(10)).isEqualTo(1);
        assertThat(world.cofre.upkeep().expireKeys().expire(100)).isPositive();
        world.cofre.upkeep().resetAdminToken().reset();
        Stream<JsonObject> own = spans().stream().skip(asked);
        assertThat(own.toList())
                .hasSizeGreaterThan(2)
                .allMatch(span -> claimed(span).isEmpty())
                .extracting(span -> text(span, "who"))
                .contains("service:expiry", "service:admin_reset");
    }
}
