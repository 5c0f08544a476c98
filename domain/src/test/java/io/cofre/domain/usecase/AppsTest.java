package io.cofre.domain.usecase;

import static io.cofre.domain.World.ACME;
import static io.cofre.domain.World.ANA;
import static io.cofre.domain.World.code;
import static io.cofre.domain.World.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Reply;
import io.cofre.domain.World;
import io.cofre.domain.app.Registration;
import io.cofre.domain.auth.Naming;
import io.cofre.domain.ledger.DerivedIds;
import io.cofre.ports.app.App;
import io.cofre.ports.app.AppId;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.span.Viewer;
import io.cofre.ports.span.Visibility;
import io.cofre.ports.tenant.Language;
import io.cofre.ports.token.Scope;
import io.cofre.ports.wallet.WalletId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Apps over their life: registered, approved, registered again, with keys of their own, seen by whom. */
class AppsTest {
    private static final AppId BOT = new AppId("writer-bot");
    private static final TenantId OTHER = new TenantId("other");

    private final World world = new World().acme();
    private final Principal ana = world.principal(ANA, "app.register", "memory.add", "provider.invoke:anthropic/*");
    private final Principal ruler = world.principal(ANA, "tenant.admin");

    @AfterEach
    void everyRow_besideTheSpans_saysTheSame() {
        assertThat(world.cofre.ledger().audit().audit(100, (seen, last) -> {}).findings())
                .isEmpty();
    }

    private static List<Scope> scopes(String... texts) {
        return Stream.of(texts).map(Scope::new).toList();
    }

    private App register(Principal by, String... requires) {
        return value(registering(by, requires)).app();
    }

    private Reply<RegisterApp.Registered> registering(Principal by, String... requires) {
        return world.cofre
                .desk()
                .registerApp()
                .register(
                        by,
                        new Registration(
                                BOT,
                                List.of(),
                                scopes(requires),
                                Optional.empty(),
                                List.of(),
                                List.of(),
                                Visibility.PRIVATE),
                        Optional.empty());
    }

    private Reply<App> approve(Principal by, Optional<TenantId> tenant) {
        return world.cofre.administration().approveApp().approve(by, tenant, BOT, Optional.empty());
    }

    private String grant() {
        return world.in
                .spans()
                .newest(
                        new Viewer(ACME, new OwnerId("ana@acme"), Viewer.Reach.OWN),
                        DerivedIds.ofApp(ACME, BOT, "capability_grant"))
                .orElseThrow()
                .canonical()
                .text();
    }

    @Test
    void register_againAfterAnApproval_keepsWhatIsStillRequired() {
        register(ana, "memory.write", "provider.invoke:*", "span.read");
        App approved = value(approve(ruler, Optional.empty()));
        assertThat(approved.granted())
                .isEqualTo(scopes("memory.add", "provider.invoke:anthropic/*", "provider.invoke:*", "span.read"));
        assertThat(grant()).contains("\"approved_caps\":[\"provider.invoke:*\",\"span.read\"]");

        App again = register(ana, "memory.write", "provider.invoke:*", "tenant.admin");
        assertThat(again.granted()).isEqualTo(scopes("memory.add", "provider.invoke:anthropic/*", "provider.invoke:*"));
        assertThat(again.pending()).isEqualTo(scopes("tenant.admin"));
        assertThat(grant())
                .contains(
                        "\"approved_caps\":[\"provider.invoke:*\"]",
                        "\"did\":\"granted\"",
                        "\"granted_caps\":[\"memory.add\",\"provider.invoke:anthropic/*\",\"provider.invoke:*\"]");

        App back = register(ana, "span.read");
        assertThat(back.granted()).isEmpty();
        assertThat(back.pending()).isEqualTo(scopes("span.read"));
    }

    @Test
    void register_againWithLess_losesWhatOnlyTheRegistrarHeld() {
        register(ana, "memory.write", "span.read");
        value(approve(ruler, Optional.empty()));
        App again = register(world.principal(ANA, "app.register"), "memory.write", "span.read");
        assertThat(again.granted()).isEqualTo(scopes("span.read"));
        assertThat(again.pending()).isEqualTo(scopes("memory.add"));
    }

    @Test
    void approve_twiceAcrossVersions_addsUp() {
        register(ana, "span.read");
        value(approve(ruler, Optional.empty()));
        register(ana, "span.read", "http.sign");
        assertThat(value(approve(ruler, Optional.empty())).granted()).isEqualTo(scopes("span.read", "http.sign"));
        assertThat(register(ana, "http.sign", "span.read").granted()).isEqualTo(scopes("http.sign", "span.read"));
    }

    @Test
    void approve_ofAnotherTenant_takesPlatformAdmin() {
        register(ana, "span.read");
        value(world.cofre
                .administration()
                .createTenant()
                .create(world.admin, OTHER, "Other", Language.ALL, Optional.empty()));
        WalletId oto = new WalletId("wlt_other_oto");
        value(world.cofre
                .administration()
                .createWallet()
                .create(
                        world.admin,
                        new CreateWallet.Request(oto, OTHER, new OwnerId("oto"), Optional.of(false)),
                        Optional.empty()));
        Principal otherRuler = world.granted(value(world.cofre
                        .access()
                        .issueKey()
                        .issue(world.admin, request(oto, OTHER, Optional.empty(), "tenant.admin"), Optional.empty()))
                .token());
        assertThat(code(approve(otherRuler, Optional.of(ACME)))).isEqualTo(Code.AUTH_SCOPE_MISSING);
        assertThat(code(approve(otherRuler, Optional.empty()))).isEqualTo(Code.APP_UNKNOWN);
        assertThat(code(approve(ana, Optional.empty()))).isEqualTo(Code.AUTH_SCOPE_MISSING);
        assertThat(code(approve(world.admin, Optional.empty()))).isEqualTo(Code.APP_UNKNOWN);
        assertThat(code(approve(world.admin, Optional.of(new TenantId("nowhere")))))
                .isEqualTo(Code.APP_UNKNOWN);
        App approved = value(approve(world.admin, Optional.of(ACME)));
        assertThat(approved.tenant()).isEqualTo(ACME);
        assertThat(approved.granted()).isEqualTo(scopes("span.read"));
        assertThat(grant())
                .contains("\"who\":\"wallet:wlt_system_platform\"", "\"tenant_id\":\"acme\"", "\"did\":\"approved\"");
        assertThat(value(approve(ruler, Optional.of(ACME)))).isEqualTo(approved);
    }

    private static IssueKey.Request request(WalletId wallet, TenantId tenant, Optional<AppId> app, String... scopes) {
        return new IssueKey.Request(
                wallet, tenant, scopes(scopes), 24, Optional.empty(), Optional.empty(), app, Optional.empty());
    }

    private Reply<IssuedKey> issue(String... scopes) {
        return world.cofre
                .access()
                .issueKey()
                .issue(world.admin, request(ANA, ACME, Optional.of(BOT), scopes), Optional.empty());
    }

    @Test
    void issue_forAnApp_isCappedByItsGrants() {
        assertThat(code(issue("memory.add"))).isEqualTo(Code.APP_UNKNOWN);
        register(ana, "memory.write", "provider.invoke:*");
        assertThat(code(issue("memory.*"))).isEqualTo(Code.AUTH_SCOPE_NOT_GRANTABLE);
        assertThat(code(issue("memory.add", "provider.invoke:openai/*"))).isEqualTo(Code.AUTH_SCOPE_NOT_GRANTABLE);
        assertThat(code(issue("tenant.admin"))).isEqualTo(Code.AUTH_SCOPE_NOT_GRANTABLE);
        Principal app = world.granted(
                value(issue("memory.add", "provider.invoke:anthropic/claude-3")).token());
        assertThat(app.app()).contains(BOT);
        value(approve(ruler, Optional.empty()));
        assertThat(issue("provider.invoke:openai/*")).isInstanceOf(Reply.Done.class);
    }

    @Test
    void rotate_aKeyOfAnAppWhoseGrantsShrank_isCappedByWhatIsLeft() {
        register(ana, "memory.write", "provider.invoke:anthropic/*");
        IssuedKey key = value(issue("memory.add", "provider.invoke:anthropic/*"));
        register(ana, "memory.write");
        assertThat(world.granted(key.token()).scopes()).isEqualTo(scopes("memory.add", "provider.invoke:anthropic/*"));
        assertThat(code(rotate(key, "memory.add", "provider.invoke:anthropic/*")))
                .isEqualTo(Code.AUTH_SCOPE_NOT_GRANTABLE);
        assertThat(world.granted(value(rotate(key, "memory.add")).token()).scopes())
                .isEqualTo(scopes("memory.add"));
    }

    private Reply<IssuedKey> rotate(IssuedKey key, String... scopes) {
        return world.cofre
                .access()
                .rotateKey()
                .rotate(
                        world.admin,
                        new RotateKey.Request(
                                ANA,
                                scopes(scopes),
                                24,
                                new Naming.Name.Hash(key.record().hash()),
                                0),
                        Optional.empty());
    }
}
