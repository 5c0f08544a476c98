package io.cofre.domain.usecase;

import static io.cofre.domain.World.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Problem.Member;
import io.cofre.domain.World;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.ledger.Refusals;
import io.cofre.domain.span.SpanSigning;
import io.cofre.domain.span.SpanVerifier;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.ChangeId;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.Outcome;
import io.cofre.ports.journal.Refusal;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import io.cofre.testkit.memory.InMemoryMemo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stage-0's rule for INSERT to the letter: each refusal as it is told, and which of two faults is told. */
class AppendRulesTest {
    private static final WalletId BIA = new WalletId("wlt_acme_bia");
    private static final SpanId NOTE = new SpanId(new UUID(0x1234_5678_9abc_4000L, 0x8000_0000_0000_0031L));
    private static final SpanId OTHER = new SpanId(new UUID(0x1234_5678_9abc_4000L, 0x8000_0000_0000_0032L));
    private static final String NONCE = "AAAAAAAAAAAAAAAAAAAAAA";

    private final World world = new World().acme();
    private final Pen pen = new Pen(world);
    private final Principal ana = world.principal(ANA, "span.append", "wallet.key.*");
    private final Signer key = pen.of(ANA, LedgerKey.Role.WALLET);

    @Test
    void keyUnknown_isToldByItsName() {
        Signer stranger = stranger();
        assertThat(refusal(pen.text(note(), stranger)))
                .isEqualTo(Problem.of(
                        Code.LEDGER_KEY_UNKNOWN,
                        "No logline_id span introduces " + stranger.key().keyId() + "; register the key first."));
    }

    @Test
    void keyInactive_isToldByItsName() {
        retire();
        assertThat(refusal(pen.text(note(), key)))
                .isEqualTo(Problem.of(
                        Code.LEDGER_KEY_INACTIVE,
                        "Key " + key.key().keyId() + " is retired or revoked; sign with an active one."));
    }

    @Test
    void nonceReused_isToldWithItsPointer() {
        append(pen.text(note(), pen.sign(note(), key, NONCE)));
        JsonObject another = pen.note(OTHER, 0, "ana@acme");
        assertThat(refusal(pen.text(another, pen.sign(another, key, NONCE))))
                .isEqualTo(Problem.of(
                                Code.LEDGER_NONCE_REUSED,
                                "This key has signed with this nonce before; sign again with a fresh one.")
                        .with("pointer", "/sig/nonce"));
    }

    @Test
    void prevMismatch_isToldWithItsPointer() {
        append(pen.text(note(), key));
        JsonObject next = pen.note(NOTE, 1, "ana@acme").with("prev_hash", "b3:" + "0".repeat(64));
        assertThat(refusal(pen.text(next, key)))
                .isEqualTo(Problem.of(
                                Code.LEDGER_PREV_MISMATCH, "prev_hash is not the payload_hash of the version before.")
                        .with("pointer", "/prev_hash"));
    }

    @Test
    void unwritable_isToldAsTheStoreSaysIt() {
        AppendSpans append = new AppendSpans(
                new Unwriting(),
                world.in.heads(),
                world.in.keys(),
                new VerifyingKeys(Ed25519.fastest(), new InMemoryMemo<>(10)),
                new SpanVerifier(Ed25519.fastest()));
        assertThat(append.append(ana, List.of(pen.text(note(), key)), Optional.empty()))
                .containsExactly(new AppendSpans.Appended.Refused(
                        Problem.of(Code.LEDGER_UNWRITABLE, "too long for its column")));
    }

    private static final class Unwriting implements Journal {
        @Override
        public List<Outcome> commit(List<Change> changes) {
            return changes.stream()
                    .<Outcome>map(change -> new Outcome.Refused(new Refusal.Unwritable("too long for its column")))
                    .toList();
        }

        @Override
        public Optional<Outcome> settle(ChangeId id) {
            return Optional.empty();
        }
    }

    @Test
    void staleSignature_isToldWithTheWindowThatIsSet() {
        assertThat(Refusals.problem(new Refusal.StaleSignature(
                        new SpanVersion(NOTE, 0), Instant.parse("2026-03-01T12:00:00Z"), Duration.ofHours(36))))
                .isEqualTo(Problem.of(
                                Code.LEDGER_STALE_SIGNATURE,
                                "sig.ts is over 36 hours from the ledger's time 2026-03-01T12:00:00.000Z; sign again.")
                        .with("pointer", "/sig/ts"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logline_id",
                "manifest",
                "memory",
                "app_registration",
                "capability_grant",
                "slo_spec",
                "smoke_test.requested",
                "function",
                "policy",
                "api_key",
                "wallet",
                "tenant",
                "device",
                "credit",
                "job.created",
                "boot_event",
                "execution",
                "request",
                "function_schedule",
                "status_patch",
                "policy_violation",
                "provider_invocation",
                "redacted",
                "model_config",
                "dead_letter",
                "checkpoint"
            })
    void reservedType_wellSigned_isRefusedForItsType(String type) {
        assertThat(refusal(pen.text(pen.draft(NOTE, 0, type, "ana@acme"), key)))
                .isEqualTo(Problem.of(
                                Code.LEDGER_RESERVED_TYPE, "entity_type " + type + " comes only from its own use case.")
                        .with("pointer", "/entity_type"));
        assertThat(world.in.heads().find(List.of(NOTE))).isEmpty();
    }

    @Test
    void foreignTenantOwnerOrPublic_wellSigned_isRefusedWithThePointer() {
        assertThat(pointer(note().with("tenant_id", "other"))).isEqualTo(new Member.Text("/tenant_id"));
        assertThat(pointer(note().with("owner_id", "bia@acme"))).isEqualTo(new Member.Text("/owner_id"));
        assertThat(pointer(note().with("visibility", "public"))).isEqualTo(new Member.Text("/visibility"));
        assertThat(pointer(pen.note(SpanId.of("00000000-0000-4000-8000-0000000000ff"), 0, "ana@acme")))
                .isEqualTo(new Member.Text("/id"));
    }

    private @Nullable Member pointer(JsonObject span) {
        return refusal(pen.text(span, key)).members().get("pointer");
    }

    @Test
    void faults_ofTwoSteps_areToldInTheRulesOrder() {
        append(pen.text(note(), pen.sign(note(), key, NONCE)));
        JsonObject taken = note().with("name", "another");
        JsonObject gap = pen.note(OTHER, 7, "ana@acme");
        Signer stranger = stranger();

        // 1 before 2: a hash that is wrong, of a version that is taken.
        assertThat(code(pen.text(taken, pen.sign(note(), key)))).isEqualTo(Code.LEDGER_HASH_MISMATCH);
        // 2 before 3: a version that is taken, by a key that nobody knows.
        assertThat(code(pen.text(taken, stranger))).isEqualTo(Code.LEDGER_VERSION_TAKEN);
        // 3 before 4: a key that nobody knows, and a signature that is not its own.
        assertThat(code(pen.text(gap, pen.sign(gap, new Signer(key.secret(), stranger.key())))))
                .isEqualTo(Code.LEDGER_KEY_UNKNOWN);
        // 3 before 5, for a foreign tenant too.
        assertThat(code(pen.text(gap.with("tenant_id", "other"), stranger))).isEqualTo(Code.LEDGER_KEY_UNKNOWN);
        // 4 before 5: another's signature under a type that is reserved.
        JsonObject reserved = pen.draft(OTHER, 0, "api_key", "ana@acme");
        assertThat(code(pen.text(reserved, pen.sign(reserved, new Signer(stranger.secret(), key.key())))))
                .isEqualTo(Code.LEDGER_SIGNATURE_INVALID);
        // 5 before 6: a foreign owner, with a nonce that was used.
        JsonObject foreign = pen.note(OTHER, 0, "bia@acme");
        assertThat(code(pen.text(foreign, pen.sign(foreign, key, NONCE)))).isEqualTo(Code.LEDGER_NOT_OWNER);
        // 6 before 7: a nonce that was used, of a version that does not follow.
        assertThat(code(pen.text(gap, pen.sign(gap, key, NONCE)))).isEqualTo(Code.LEDGER_NONCE_REUSED);
        // 6 before 7, and within 6 the time first.
        byte[] stale = pen.text(gap, pen.sign(gap, key, NONCE));
        world.clock.advance(Duration.ofHours(25));
        assertThat(code(stale)).isEqualTo(Code.LEDGER_STALE_SIGNATURE);
    }

    @Test
    void suspendedWallet_signsNothingThroughAnothersCredential_untilItIsReopened() {
        world.wallet(BIA, "bia@acme");
        Principal bia = world.principal(BIA, "span.append");
        byte[] before = pen.text(pen.note(OTHER, 0, "ana@acme"), key);
        append(before);
        byte[] note = pen.text(note(), key);

        status(Wallet.Status.SUSPENDED);
        assertThat(of(bia, note))
                .isEqualTo(new AppendSpans.Appended.Refused(Problem.of(
                        Code.WALLET_SUSPENDED, "Wallet wlt_acme_ana is suspended; ask its tenant's administrator.")));
        assertThat(of(bia, before)).isInstanceOf(AppendSpans.Appended.Standing.class);

        status(Wallet.Status.ACTIVE);
        assertThat(of(bia, note)).isInstanceOf(AppendSpans.Appended.Fresh.class);
    }

    @Test
    void closedWallet_signsNothingMore() {
        world.wallet(BIA, "bia@acme");
        Principal bia = world.principal(BIA, "span.append");
        byte[] note = pen.text(note(), key);

        status(Wallet.Status.CLOSED);
        assertThat(of(bia, note))
                .isEqualTo(new AppendSpans.Appended.Refused(
                        Problem.of(Code.WALLET_CLOSED, "Wallet wlt_acme_ana is closed for good.")));
        assertThat(world.in.heads().find(List.of(NOTE))).isEmpty();
    }

    private void status(Wallet.Status status) {
        World.value(world.cofre
                .administration()
                .setWalletStatus()
                .set(world.admin, ANA, status, "a test", Optional.empty()));
    }

    private void retire() {
        World.value(world.cofre
                .wallet()
                .rotateKey()
                .rotate(ana, Optional.empty(), new Kid("kid_ed25519_main"), Optional.empty(), Optional.empty()));
    }

    private JsonObject note() {
        return pen.note(NOTE, 0, "ana@acme");
    }

    private Signer stranger() {
        SecretRef ref = new SecretRef("vlt_stranger");
        PublicKey fresh = world.vault.generateEd25519(List.of(ref)).getFirst();
        LedgerKey known = key.key();
        return new Signer(
                ref,
                new LedgerKey(
                        SpanSigning.keyId(fresh),
                        fresh,
                        known.kid(),
                        known.wallet(),
                        known.tenant(),
                        known.owner(),
                        known.role(),
                        known.status(),
                        0,
                        Optional.empty()));
    }

    private void append(byte[] span) {
        assertThat(of(ana, span)).isInstanceOf(AppendSpans.Appended.Fresh.class);
    }

    private AppendSpans.Appended of(Principal principal, byte[] span) {
        return world.cofre
                .ledger()
                .append()
                .append(principal, List.of(span), Optional.empty())
                .getFirst();
    }

    private Problem refusal(byte[] span) {
        return ((AppendSpans.Appended.Refused) of(ana, span)).problem();
    }

    private Code code(byte[] span) {
        return refusal(span).code();
    }
}
