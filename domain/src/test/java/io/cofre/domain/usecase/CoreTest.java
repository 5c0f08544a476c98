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
import io.cofre.domain.auth.Naming;
import io.cofre.domain.memory.MemoryRules;
import io.cofre.domain.token.ApiToken;
import io.cofre.ports.memory.Memories;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.token.Scope;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The core's use cases in their order of life, over the store in memory. After each the whole ledger still verifies
 * from its root, and every row of the projections says what the spans say.
 */
class CoreTest {
    private static final WalletId BIA = new WalletId("wlt_acme_bia");

    private final World world = new World().acme();

    @AfterEach
    void everySpan_fromTheTrustedRoot_verifies() {
        VerifyLedger.Verified verified = world.cofre.ledger().verify().verify(held -> {});
        assertThat(verified.fault()).isEmpty();
        assertThat(verified.spans()).isEqualTo(world.in.scan().last());
    }

    @AfterEach
    void everyRow_besideTheSpans_saysTheSame() {
        AuditLedger.Audited audited = world.cofre.ledger().audit().audit(100, (seen, last) -> {});
        assertThat(audited.findings()).isEmpty();
        assertThat(audited.spans()).isEqualTo(world.in.scan().last());
    }

    @Test
    void firstStart_again_changesNothing() {
        long before = world.in.scan().last();
        assertThat(world.cofre.upkeep().firstStart().start()).isInstanceOf(FirstStart.Started.Again.class);
        assertThat(world.in.scan().last()).isEqualTo(before);
        assertThat(world.cofre.upkeep().checkTrust().check()).isInstanceOf(CheckTrust.Trust.Trusted.class);
    }

    @Test
    void trust_withoutTheRoot_isRefused() {
        world.anchors.roots().keySet().forEach(world.anchors::remove);
        assertThat(world.cofre.upkeep().checkTrust().check()).isInstanceOf(CheckTrust.Trust.Untrusted.class);
        world.in.keys().after(0, 1).forEach(root -> world.anchors.add(root.keyId(), root.publicKey()));
    }

    @Test
    void authorize_aRevokedKey_isUnknown() {
        ApiToken token = world.key(ANA, "memory.*");
        value(world.cofre
                .access()
                .revokeKeys()
                .revoke(world.admin, ANA, new Naming.Name.Last4(token.last4()), Optional.empty()));
        assertThat(denied(token)).isEqualTo(Code.AUTH_UNKNOWN);
    }

    @Test
    void authorize_anExpiredKey_saysSo() {
        ApiToken token = world.key(ANA, "memory.*");
        world.clock.advance(Duration.ofHours(25));
        assertThat(denied(token)).isEqualTo(Code.AUTH_TOKEN_EXPIRED);
        assertThat(world.cofre.upkeep().expireKeys().expire(100)).isEqualTo(1);
        assertThat(denied(token)).isEqualTo(Code.AUTH_TOKEN_EXPIRED);
    }

    @Test
    void authorize_aSuspendedWallet_isForbidden() {
        ApiToken token = world.key(ANA, "memory.*");
        suspend(Wallet.Status.SUSPENDED);
        assertThat(denied(token)).isEqualTo(Code.WALLET_SUSPENDED);
        suspend(Wallet.Status.ACTIVE);
        assertThat(world.granted(token).wallet()).isEqualTo(ANA);
    }

    private void suspend(Wallet.Status status) {
        value(world.cofre.administration().setWalletStatus().set(world.admin, ANA, status, "test", Optional.empty()));
    }

    @Test
    void rotate_withGrace_keepsTheOldKeyUntilItsEnd() {
        ApiToken old = world.key(ANA, "memory.*");
        IssuedKey fresh = value(world.cofre
                .access()
                .rotateKey()
                .rotate(
                        world.admin,
                        new RotateKey.Request(ANA, List.of(new Scope("memory.*")), 24, new Naming.Name.Only(), 60),
                        Optional.empty()));
        assertThat(world.granted(old).wallet()).isEqualTo(ANA);
        world.clock.advance(Duration.ofSeconds(60));
        assertThat(denied(old)).isEqualTo(Code.AUTH_UNKNOWN);
        assertThat(world.granted(fresh.token()).wallet()).isEqualTo(ANA);
        RevokeKeys.Revoked revoked = value(
                world.cofre.access().revokeKeys().revoke(world.admin, ANA, new Naming.Name.Only(), Optional.empty()));
        assertThat(revoked.hashes()).containsExactly(fresh.record().hash());
    }

    @Test
    void issue_byAnOrdinaryKey_isForbidden() {
        Principal ana = world.principal(ANA, "memory.*", "span.sign");
        Reply<IssuedKey> reply = world.cofre
                .access()
                .issueKey()
                .issue(
                        ana,
                        new IssueKey.Request(
                                ANA,
                                ACME,
                                List.of(new Scope("memory.*")),
                                1,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()),
                        Optional.empty());
        assertThat(code(reply)).isEqualTo(Code.AUTH_SCOPE_MISSING);
    }

    @Test
    void memory_added_isFoundByTheNextSearchAndForgottenForGood() {
        Principal ana = world.principal(ANA, "memory.*");
        AddMemory.Added added =
                value(world.cofre.desk().addMemory().add(ana, wish("Dan prefere espresso curto"), Optional.empty()));
        assertThat(search(ana, "espresso")).extracting(Memories.Hit::id).containsExactly(added.memory());

        world.wallet(BIA, "bia@acme");
        assertThat(search(world.principal(BIA, "memory.*"), "espresso")).isEmpty();

        value(world.cofre.desk().forgetMemory().forget(ana, added.memory(), Optional.empty()));
        assertThat(search(ana, "espresso")).isEmpty();
        assertThat(code(world.cofre.desk().forgetMemory().forget(ana, added.memory(), Optional.empty())))
                .isEqualTo(Code.MEMORY_UNKNOWN);
        assertThat(world.in.scan().after(0, 1_000))
                .noneMatch(span -> span.canonical().text().contains("espresso"));
    }

    @Test
    void memory_pastItsTime_expiresWithASpan() {
        Principal ana = world.principal(ANA, "memory.*");
        value(world.cofre.desk().addMemory().add(ana, wish("short-lived"), Optional.empty()));
        world.clock.advance(Duration.ofDays(8));
        assertThat(world.cofre.upkeep().destroyDroppedSecrets().destroy()).isZero();
        assertThat(world.cofre.upkeep().expireMemories().expire(10)).isEqualTo(1);
        assertThat(world.cofre.upkeep().expireMemories().expire(10)).isZero();
    }

    @Test
    void prompt_shipped_rendersForEveryTenant() {
        FetchPrompt.Fetched fetched = value(world.cofre
                .desk()
                .fetchPrompt()
                .fetch(
                        world.principal(ANA, "prompt.fetch"),
                        SpanId.of("00000000-0000-4000-8000-000000000101"),
                        Map.of("user_name", "Dan {{ user_name }}")));
        assertThat(fetched.text()).isEqualTo("Welcome, Dan {{ user_name }}. What shall we do today?");
        assertThat(fetched.used()).containsExactly("user_name");
    }

    @Test
    void walletKey_rotated_isIntroducedByTheOldOneAndSignsOn() {
        Principal ana = world.principal(ANA, "memory.*", "wallet.key.rotate", "wallet.key.revoke");
        Kid main = new Kid("kid_ed25519_main");
        value(world.cofre.wallet().rotateKey().rotate(ana, Optional.empty(), main, Optional.empty(), Optional.empty()));
        value(world.cofre.desk().addMemory().add(ana, wish("after the rotation"), Optional.empty()));
        assertThat(world.cofre.upkeep().destroyDroppedSecrets().destroy()).isEqualTo(1);
        value(world.cofre.wallet().revokeKey().revoke(ana, Optional.empty(), main, "test", Optional.empty()));
        assertThat(code(world.cofre.desk().addMemory().add(ana, wish("no key"), Optional.empty())))
                .isEqualTo(Code.WALLET_CAP_MISSING);
    }

    @Test
    void providerKey_registered_isUsedAndNeverShown() {
        Principal ana = world.principal(ANA, "wallet.key.register", "provider.invoke:anthropic/*");
        try (SecretBytes secret = SecretBytes.owning("sk-planted".getBytes(StandardCharsets.US_ASCII))) {
            value(world.cofre
                    .wallet()
                    .registerKey()
                    .register(
                            ana,
                            new RegisterKey.Request(
                                    Optional.empty(),
                                    new Kid("kid_provider_anthropic"),
                                    List.of(new Scope("provider.invoke:anthropic/*")),
                                    new RegisterKey.Material.OfProvider("anthropic", secret)),
                            Optional.empty()));
        }
        world.anthropic.then(io.cofre.testkit.memory.ScriptedProvider.Turn.completed("Ol", "á"));
        InvokeProvider.Invoked invoked = value(world.cofre
                .desk()
                .ask()
                .ask(
                        ana,
                        new Ask.Request(
                                "Diga olá",
                                Optional.of("claude-3-5-sonnet"),
                                false,
                                Map.of(),
                                false,
                                Optional.empty(),
                                Optional.empty()),
                        new Collected(),
                        Optional.empty()));
        assertThat(invoked.text()).isEqualTo("Olá");
        assertThat(world.in.scan().after(0, 1_000))
                .noneMatch(span -> span.canonical().text().contains("sk-planted")
                        || span.canonical().text().contains("Diga"));
    }

    @Test
    void ask_withoutAProviderKey_saysHowToRegisterOne() {
        Reply<InvokeProvider.Invoked> reply = world.cofre
                .desk()
                .ask()
                .ask(
                        world.principal(ANA, "provider.invoke:anthropic/*"),
                        new Ask.Request(
                                "hi",
                                Optional.of("claude-3-5-sonnet"),
                                false,
                                Map.of(),
                                false,
                                Optional.empty(),
                                Optional.empty()),
                        new Collected(),
                        Optional.empty());
        assertThat(code(reply)).isEqualTo(Code.WALLET_NO_PROVIDER_KEY);
    }

    @Test
    void adminToken_neverUsed_isReplacedAndOnceUsedIsKept() {
        World fresh = new World();
        assertThat(fresh.cofre.upkeep().replaceUnusedAdminToken().replace()).isEmpty();
        IssuedKey reset = fresh.cofre.upkeep().resetAdminToken().reset();
        IssuedKey again =
                fresh.cofre.upkeep().replaceUnusedAdminToken().replace().orElseThrow();
        assertThat(fresh.decide(reset.token().reveal())).isInstanceOf(Authorize.Decision.Denied.class);
        assertThat(fresh.granted(again.token()).tenant().value()).isEqualTo("system");
        assertThat(fresh.cofre.upkeep().replaceUnusedAdminToken().replace()).isEmpty();
    }

    private Code denied(ApiToken token) {
        return ((Authorize.Decision.Denied) world.decide(token.reveal()))
                .problem()
                .code();
    }

    private List<Memories.Hit> search(Principal principal, String query) {
        return value(world.cofre
                .desk()
                .searchMemory()
                .search(
                        principal,
                        new SearchMemory.Request(query, 10, Optional.empty(), List.of(), Optional.empty(), false)));
    }

    private static MemoryRules.Wish wish(String content) {
        return new MemoryRules.Wish(
                content,
                List.of("perfil"),
                MemoryEntry.Layer.SESSION,
                "note",
                MemoryEntry.Sensitivity.INTERNAL,
                Optional.empty(),
                Optional.empty());
    }
}
