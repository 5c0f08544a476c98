package io.cofre.domain.usecase;

import static io.cofre.domain.World.ANA;
import static io.cofre.domain.World.code;
import static io.cofre.domain.World.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Code;
import io.cofre.domain.Cofre;
import io.cofre.domain.Principal;
import io.cofre.domain.Repeatable;
import io.cofre.domain.Reply;
import io.cofre.domain.World;
import io.cofre.domain.auth.Naming;
import io.cofre.domain.memory.MemoryRules;
import io.cofre.domain.span.SpanHash;
import io.cofre.ports.journal.Once;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.tenant.Language;
import io.cofre.ports.token.Scope;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.wallet.WalletItem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The same request begun on two nodes over one store: the second has found no record, and plans on what the first left.
 */
class RepeatsOnTwoNodesTest {
    private static final Kid MAIN = new Kid("kid_ed25519_main");

    private final World world = new World().acme();
    private final Cofre other = world.restarted(world.vault);
    private final Principal ana =
            world.principal(ANA, "memory.*", "wallet.key.rotate", "wallet.key.revoke", "wallet.open");

    private static <R> Optional<Repeatable<R>> request(Principal caller, String path, String body) {
        return Optional.of(new Repeatable<>(
                new Once.Key(caller.tenant(), caller.wallet(), "POST", path, "key-1"),
                SpanHash.of(body.getBytes(StandardCharsets.UTF_8)),
                result -> new Once.Answer.Body("{\"first\":true}")));
    }

    private static void assertRepeated(Reply<?> reply) {
        assertThat(reply)
                .isInstanceOfSatisfying(
                        Reply.Repeated.class,
                        repeated -> assertThat(repeated.answer()).isEqualTo(new Once.Answer.Body("{\"first\":true}")));
    }

    private WalletItem main() {
        return Optional.ofNullable(
                        world.in.wallets().find(ANA).orElseThrow().items().get(MAIN))
                .orElseThrow();
    }

    private Reply<WalletItem> rotate(Cofre node, String body) {
        return node.wallet()
                .rotateKey()
                .rotate(ana, Optional.empty(), MAIN, Optional.empty(), request(ana, "/wallet/key/rotate", body));
    }

    @Test
    void rotate_walletKeyOnBoth_rotatesItOnce() {
        value(rotate(world.cofre, "body"));
        long spans = world.in.scan().last();
        assertRepeated(rotate(other, "body"));
        assertThat(main().version()).isEqualTo(2);
        assertThat(world.in.scan().last()).isEqualTo(spans);
        assertThat(code(rotate(other, "another body"))).isEqualTo(Code.REQUEST_IDEMPOTENCY_MISMATCH);
        assertThat(main().version()).isEqualTo(2);
    }

    private Reply<WalletItem> revoke(Cofre node, String body) {
        return node.wallet()
                .revokeKey()
                .revoke(ana, Optional.empty(), MAIN, "lost", request(ana, "/wallet/key/revoke", body));
    }

    @Test
    void revoke_walletKeyOnBoth_tellsTheFirstAnswer() {
        value(revoke(world.cofre, "body"));
        assertRepeated(revoke(other, "body"));
        assertThat(code(revoke(other, "another body"))).isEqualTo(Code.REQUEST_IDEMPOTENCY_MISMATCH);
        assertThat(code(other.wallet().revokeKey().revoke(ana, Optional.empty(), MAIN, "lost", Optional.empty())))
                .isEqualTo(Code.WALLET_KEY_INACTIVE);
    }

    private Reply<IssuedKey> rotate(Cofre node, Naming.Name name) {
        return node.access()
                .rotateKey()
                .rotate(
                        world.admin,
                        new RotateKey.Request(ANA, List.of(new Scope("memory.add")), 1, name, 0),
                        request(world.admin, "/auth/keys/rotate", "body"));
    }

    private List<TokenRecord> activeKeys() {
        return world.in.tokens().ofWallet(ANA, Optional.of(TokenRecord.Status.ACTIVE), Optional.empty(), 10);
    }

    @Test
    void rotate_apiKeyOnBothByItsOldName_rotatesItOnce() {
        Naming.Name old = new Naming.Name.Last4(world.key(ANA, "memory.add").last4());
        int before = activeKeys().size();
        value(rotate(world.cofre, old));
        List<TokenRecord> after = activeKeys();
        assertThat(after).hasSize(before);
        assertRepeated(rotate(other, old));
        assertThat(activeKeys()).isEqualTo(after);
    }

    @Test
    void forget_onBoth_tellsTheFirstAnswer() {
        SpanId memory = value(world.cofre
                        .desk()
                        .addMemory()
                        .add(
                                ana,
                                new MemoryRules.Wish(
                                        "to be forgotten",
                                        List.of(),
                                        MemoryEntry.Layer.SESSION,
                                        "note",
                                        MemoryEntry.Sensitivity.INTERNAL,
                                        Optional.empty(),
                                        Optional.empty()),
                                Optional.empty()))
                .memory();
        value(world.cofre.desk().forgetMemory().forget(ana, memory, request(ana, "/cli/memory.forget", "body")));
        assertRepeated(other.desk().forgetMemory().forget(ana, memory, request(ana, "/cli/memory.forget", "body")));
        assertThat(code(other.desk().forgetMemory().forget(ana, memory, Optional.empty())))
                .isEqualTo(Code.MEMORY_UNKNOWN);
    }

    @Test
    void create_tenantOnBoth_tellsTheFirstAnswer() {
        value(create(world.cofre));
        assertRepeated(create(other));
    }

    private Reply<CreateTenant.Created> create(Cofre node) {
        return node.administration()
                .createTenant()
                .create(
                        world.admin,
                        new TenantId("beta"),
                        "Beta",
                        Language.ALL,
                        request(world.admin, "/api/admin/tenants", "body"));
    }
}
