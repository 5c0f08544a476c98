package io.cofre.domain.usecase;

import static io.cofre.domain.World.ACME;
import static io.cofre.domain.World.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.World;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.ledger.LedgerVerification;
import io.cofre.domain.ledger.LoglineId;
import io.cofre.domain.ledger.SystemNames;
import io.cofre.domain.span.SignedSpan;
import io.cofre.domain.span.SpanSigning;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.StoredSpan;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.wallet.WalletId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * Spans with good signatures that say what their signers may not: the journal refuses them, and so does whoever looks.
 */
class ForgedSpansTest {
    private static final WalletId BIA = new WalletId("wlt_acme_bia");
    private static final SpanId THING = new SpanId(new UUID(0x1234_5678_9abc_4000L, 0x8000_0000_0000_0011L));

    private final World world = new World().acme();
    private final Pen pen = new Pen(world);
    private final Signer ana = pen.of(ANA, LedgerKey.Role.WALLET);
    private final Signer tenantRoot = pen.of(SystemNames.rootWallet(ACME), LedgerKey.Role.TENANT_ROOT);
    private final Signer root = pen.of(SystemNames.ROOT_WALLET, LedgerKey.Role.ROOT);
    private final Signer service = pen.of(SystemNames.SERVICE_WALLET, LedgerKey.Role.SERVICE);
    private int made;

    @Test
    void owner_changedByTheNewOwner_isAFault() {
        world.wallet(BIA, "bia@acme");
        Signer bia = pen.of(BIA, LedgerKey.Role.WALLET);

        assertThat(fault(pen.sign(pen.note(THING, 0, "ana@acme"), ana), pen.sign(pen.note(THING, 1, "bia@acme"), bia)))
                .isEqualTo("owner: the version changes its owner, and no tenant's root key says so");
    }

    @Test
    void owner_changedByTheTenantsRoot_holds() {
        assertThat(fault(
                        pen.sign(pen.draft(THING, 0, "capability_grant", "ana@acme"), ana),
                        pen.sign(pen.draft(THING, 1, "capability_grant", "bia@acme"), tenantRoot)))
                .isEmpty();
    }

    @Test
    void successor_introducedByTheKeyThatItReplaces_holds() {
        LedgerKey fresh = key(ANA, "ana@acme", LedgerKey.Role.WALLET);
        assertThat(fault(introduced(fresh, ana, Optional.of(ana.key().keyId()))))
                .isEmpty();
    }

    @Test
    void successor_thatReplacesNothingOrAnother_isAFault() {
        LedgerKey fresh = key(ANA, "ana@acme", LedgerKey.Role.WALLET);
        String may = "writer: a key of role wallet may not introduce this one";
        assertThat(fault(introduced(fresh, ana, Optional.empty()))).isEqualTo(may);
        assertThat(fault(introduced(fresh, ana, Optional.of(tenantRoot.key().keyId()))))
                .isEqualTo(may);
        LedgerKey elsewhere = key(BIA, "ana@acme", LedgerKey.Role.WALLET);
        assertThat(fault(introduced(elsewhere, ana, Optional.of(ana.key().keyId()))))
                .isEqualTo(may);
        assertThat(fault(introduced(
                        key(BIA, "bia@acme", LedgerKey.Role.WALLET),
                        tenantRoot,
                        Optional.of(ana.key().keyId()))))
                .isEqualTo("writer: replaces names a key of another wallet, or itself");
    }

    @Test
    void introduction_ofARoleThatIsNotTheSigners_isAFault() {
        String may = "writer: a key of role %s may not introduce this one";
        assertThat(fault(introduced(key(ANA, "ana@acme", LedgerKey.Role.TENANT_ROOT), tenantRoot, Optional.empty())))
                .isEqualTo("writer: a key of role tenant_root may not sign this");
        assertThat(fault(introduced(
                        key(ANA, "ana@acme", LedgerKey.Role.SERVICE),
                        ana,
                        Optional.of(ana.key().keyId()))))
                .isEqualTo("writer: a key of role wallet may not sign this");
        assertThat(fault(introduced(key(ANA, "ana@acme", LedgerKey.Role.WALLET), root, Optional.empty())))
                .isEqualTo(may.formatted("root"));
        assertThat(fault(introduced(key(ANA, "ana@acme", LedgerKey.Role.ROOT), root, Optional.empty())))
                .isEqualTo(may.formatted("root"));
        assertThat(fault(introduced(key(ANA, "ana@acme", LedgerKey.Role.WALLET), service, Optional.empty())))
                .isEqualTo("writer: a key of role service may not sign this");
    }

    @Test
    void introduction_asRetired_isAFault() {
        LedgerKey fresh = key(ANA, "ana@acme", LedgerKey.Role.WALLET);
        JsonObject ended =
                LoglineId.ended(fresh, 0, LedgerKey.Status.RETIRED, "user:x", world.clock.instant(), "at once");
        assertThat(fault(pen.sign(ended, tenantRoot))).isEqualTo("writer: a key is introduced as active");
    }

    @Test
    void status_saidByTheKeyItselfOrTheRoot_isAFault() {
        assertThat(fault(ended(ana.key(), 1, LedgerKey.Status.RETIRED, ana)))
                .isEqualTo("writer: a key of role wallet may not end this one");
        assertThat(fault(ended(ana.key(), 1, LedgerKey.Status.REVOKED, root)))
                .isEqualTo("writer: a key of role root may not end this one");
        assertThat(fault(ended(ana.key(), 1, LedgerKey.Status.REVOKED, tenantRoot)))
                .isEmpty();
    }

    @Test
    void status_activeAgainOrOfAnotherKid_isAFault() {
        assertThat(fault(
                        ended(ana.key(), 1, LedgerKey.Status.REVOKED, tenantRoot),
                        ended(ana.key(), 2, LedgerKey.Status.ACTIVE, tenantRoot)))
                .isEqualTo("writer: a later version of a key ends it");
        LedgerKey renamed = key(ana.key(), new Kid("kid_other"));
        assertThat(fault(ended(renamed, 1, LedgerKey.Status.RETIRED, tenantRoot)))
                .isEqualTo("writer: a later version of a key changes its role, wallet or kid");
    }

    @Test
    void signature_underAnotherKid_isAFault() {
        Signer renamed = new Signer(ana.secret(), key(ana.key(), new Kid("kid_other")));
        assertThat(fault(pen.sign(pen.note(THING, 0, "ana@acme"), renamed)))
                .isEqualTo("signature: the signature does not hold");
    }

    @Test
    void prevHash_ofAFirstVersion_isAFault() {
        JsonObject note = pen.note(THING, 0, "ana@acme").with("prev_hash", "b3:" + "0".repeat(64));
        assertThat(fault(pen.sign(note, ana))).isEqualTo("prev_hash: prev_hash is not the hash of the version before");
    }

    @Test
    void signature_byAnEndedKey_isAFault() {
        assertThat(fault(
                        ended(ana.key(), 1, LedgerKey.Status.RETIRED, tenantRoot),
                        pen.sign(pen.note(THING, 0, "ana@acme"), ana)))
                .isEqualTo("key_status: " + ana.key().keyId() + " was retired by then");
    }

    private SignedSpan introduced(LedgerKey key, Signer by, Optional<KeyId> replaces) {
        return pen.sign(LoglineId.introduced(key, "user:x", world.clock.instant(), replaces), by);
    }

    private SignedSpan ended(LedgerKey key, long seq, LedgerKey.Status how, Signer by) {
        return pen.sign(LoglineId.ended(key, seq, how, "user:x", world.clock.instant(), "forged"), by);
    }

    /** A key that nobody knows yet. */
    private LedgerKey key(WalletId wallet, String owner, LedgerKey.Role role) {
        made++;
        PublicKey fresh = world.vault
                .generateEd25519(List.of(new SecretRef("vlt_forged_" + made)))
                .getFirst();
        return new LedgerKey(
                SpanSigning.keyId(fresh),
                fresh,
                new Kid("kid_forged"),
                wallet,
                ACME,
                new OwnerId(owner),
                role,
                LedgerKey.Status.ACTIVE,
                0,
                Optional.empty());
    }

    private static LedgerKey key(LedgerKey key, Kid kid) {
        return new LedgerKey(
                key.keyId(),
                key.publicKey(),
                kid,
                key.wallet(),
                key.tenant(),
                key.owner(),
                key.role(),
                key.status(),
                key.introducedAt(),
                key.endedAt());
    }

    /** What is found at the last of these, behind all that the world's ledger holds; empty where it holds. */
    private String fault(SignedSpan... forged) {
        LedgerVerification verification = new LedgerVerification(Ed25519.bouncyCastle(), world.anchors.roots(), true);
        List<StoredSpan> all = new ArrayList<>(world.in.scan().after(0, 10_000));
        for (SignedSpan span : forged) {
            all.add(pen.stored(span, all.getLast().position() + 1));
        }
        StoredSpan last = all.removeLast();
        for (StoredSpan span : all) {
            assertThat(verification.next(span)).isEmpty();
        }
        return verification
                .next(last)
                .map(found -> found.check() + ": " + found.detail())
                .orElse("");
    }
}
