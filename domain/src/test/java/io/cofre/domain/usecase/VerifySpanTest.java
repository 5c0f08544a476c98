package io.cofre.domain.usecase;

import static io.cofre.domain.World.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Principal;
import io.cofre.domain.World;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.ledger.DerivedIds;
import io.cofre.domain.span.SignedSpan;
import io.cofre.domain.usecase.VerifySpan.Result;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.StoredSpan;
import io.cofre.ports.span.Viewer;
import io.cofre.ports.wallet.WalletId;
import io.cofre.testkit.memory.InMemorySpans;
import io.cofre.testkit.memory.InMemoryTrustAnchors;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One version, verified anew: by its bytes, the version before and its key's history, whatever a projection says. */
class VerifySpanTest {
    private static final WalletId BIA = new WalletId("wlt_acme_bia");
    private static final SpanId NOTE = new SpanId(new UUID(0x1234_5678_9abc_4000L, 0x8000_0000_0000_0041L));
    private static final Kid MAIN = new Kid("kid_ed25519_main");

    private final World world = new World().acme();
    private final Pen pen = new Pen(world);
    private final Principal ana = world.principal(ANA, "span.append", "span.read", "wallet.key.*");
    private PayloadHash first;

    @BeforeEach
    void write() {
        first = append(pen.note(NOTE, 0, "ana@acme"));
        append(second().with("prev_hash", first.value()));
    }

    private JsonObject second() {
        return pen.note(NOTE, 1, "ana@acme").with("visibility", "tenant");
    }

    @Test
    void verify_eachVersion_holds() {
        for (Optional<Long> seq : List.of(Optional.<Long>empty(), Optional.of(0L), Optional.of(1L))) {
            VerifySpan.Verified verified =
                    world.cofre.ledger().verifySpan().verify(ana, NOTE, seq).orElseThrow();
            assertThat(verified.result()).isEqualTo(Result.HOLDS);
            assertThat(verified.span().version()).isEqualTo(new SpanVersion(NOTE, seq.orElse(1L)));
            assertThat(verified.checks())
                    .extracting(VerifySpan.Check::name)
                    .containsExactly(
                            "canonical_and_hash",
                            "key_introduced",
                            "key_active_at_append",
                            "signature",
                            "writer_allowed",
                            "sequence",
                            "prev_hash");
        }
        assertThat(world.cofre.ledger().verifySpan().verify(ana, NOTE, Optional.of(2L)))
                .isEmpty();
    }

    @Test
    void verify_afterTheKeyWasRotatedTwiceAndRevoked_holdsForWhatEachOfThemSigned() {
        rotate();
        append(pen.note(NOTE, 2, "ana@acme").with("visibility", "tenant"));
        rotate();
        append(pen.note(NOTE, 3, "ana@acme").with("visibility", "tenant"));
        World.value(world.cofre.wallet().revokeKey().revoke(ana, Optional.empty(), MAIN, "lost", Optional.empty()));
        for (long seq = 0; seq < 4; seq++) {
            assertThat(results(world.cofre.ledger().verifySpan(), seq)).containsOnly(Result.HOLDS);
        }
    }

    @Test
    void verify_keysThemselves_hold() {
        rotate();
        SpanId key = DerivedIds.ofKey(pen.of(ANA, LedgerKey.Role.WALLET).key().keyId());
        assertThat(world.cofre
                        .ledger()
                        .verifySpan()
                        .verify(ana, key, Optional.empty())
                        .orElseThrow()
                        .result())
                .isEqualTo(Result.HOLDS);
        for (StoredSpan span : world.in.scan().after(0, 1_000)) {
            Optional<VerifySpan.Verified> verified = world.cofre
                    .ledger()
                    .verifySpan()
                    .verify(
                            world.admin,
                            span.version().id(),
                            Optional.of(span.version().seq()));
            assertThat(verified.map(VerifySpan.Verified::result).orElse(Result.HOLDS))
                    .as(span.version().toString())
                    .isEqualTo(Result.HOLDS);
        }
    }

    @Test
    void verify_aVersionWhoseFormerIsHidden_saysSo() {
        world.wallet(BIA, "bia@acme");
        VerifySpan.Verified verified = world.cofre
                .ledger()
                .verifySpan()
                .verify(world.principal(BIA, "span.read"), NOTE, Optional.empty())
                .orElseThrow();
        assertThat(verified.result()).isEqualTo(Result.HOLDS);
        assertThat(verified.checks().subList(5, 7))
                .containsExactly(
                        new VerifySpan.Check(
                                "sequence", Result.NOT_VISIBLE, "the version before is not visible to this credential"),
                        new VerifySpan.Check(
                                "prev_hash",
                                Result.NOT_VISIBLE,
                                "the version before is not visible to this credential"));
    }

    @Test
    void verify_withoutATrustedRoot_failsAtTheKey() {
        VerifySpan untrusting = new VerifySpan(world.in.spans(), new InMemoryTrustAnchors(), Ed25519.fastest());
        Map<String, Result> found = checks(untrusting, 1);
        assertThat(found)
                .containsEntry("canonical_and_hash", Result.HOLDS)
                .containsEntry("key_introduced", Result.FAILS)
                .containsEntry("signature", Result.NOT_REACHED);
    }

    @Test
    void verify_whatWasTamperedWith_failsByTheCheckThatSeesIt() {
        Signer signer = pen.of(ANA, LedgerKey.Role.WALLET);
        assertThat(failing(pen.sign(second().with("prev_hash", "b3:" + "0".repeat(64)), signer)))
                .containsExactly("prev_hash");
        assertThat(failing(pen.sign(pen.draft(NOTE, 1, "invoice", "ana@acme"), signer)))
                .containsExactly("sequence");
        assertThat(failing(pen.sign(pen.note(NOTE, 1, "bia@acme"), signer)))
                .containsExactly("writer_allowed", "sequence");
        SignedSpan one = pen.sign(second(), signer);
        SignedSpan other = pen.sign(second().with("name", "other"), signer);
        StoredSpan crossed = pen.stored(one, position());
        assertThat(failing(new StoredSpan(
                        crossed.version(),
                        crossed.canonical(),
                        crossed.payloadHash(),
                        other.signature(),
                        crossed.position(),
                        crossed.recordedAt())))
                .containsExactly("signature");
    }

    @Test
    void verify_aBrokenKeyHistory_failsAtTheKey() {
        SpanId key = DerivedIds.ofKey(pen.of(ANA, LedgerKey.Role.WALLET).key().keyId());
        StoredSpan introduced = world.in.scan().after(0, 1_000).stream()
                .filter(span -> span.version().id().equals(key))
                .findFirst()
                .orElseThrow();
        StoredSpan other = world.in.scan().after(0, 1).getFirst();
        StoredSpan broken = new StoredSpan(
                introduced.version(),
                introduced.canonical(),
                introduced.payloadHash(),
                other.signature(),
                introduced.position(),
                introduced.recordedAt());
        assertThat(checks(over(broken), 1)).containsEntry("key_introduced", Result.FAILS);
    }

    private void rotate() {
        World.value(world.cofre
                .wallet()
                .rotateKey()
                .rotate(ana, Optional.empty(), MAIN, Optional.empty(), Optional.empty()));
    }

    private PayloadHash append(JsonObject note) {
        SignedSpan signed = pen.sign(note, pen.of(ANA, LedgerKey.Role.WALLET));
        assertThat(world.cofre
                        .ledger()
                        .append()
                        .append(ana, List.of(pen.text(note, signed)), Optional.empty())
                        .getFirst())
                .isInstanceOf(AppendSpans.Appended.Fresh.class);
        return signed.draft().payloadHash();
    }

    /** The checks that fail where this stands as the note's second version. */
    private List<String> failing(SignedSpan second) {
        return failing(pen.stored(second, position()));
    }

    private List<String> failing(StoredSpan second) {
        return checks(over(second), 1).entrySet().stream()
                .filter(check -> check.getValue() == Result.FAILS)
                .map(Map.Entry::getKey)
                .toList();
    }

    private long position() {
        return world.in
                .spans()
                .version(viewer(), new SpanVersion(NOTE, 1))
                .orElseThrow()
                .position();
    }

    private static Viewer viewer() {
        return new Viewer(World.ACME, new OwnerId("ana@acme"), Viewer.Reach.OWN);
    }

    /** The world's spans, with one of them replaced. */
    private VerifySpan over(StoredSpan other) {
        Map<SpanVersion, StoredSpan> instead = new HashMap<>(Map.of(other.version(), other));
        return new VerifySpan(
                new InMemorySpans(world.store) {
                    @Override
                    public Optional<StoredSpan> version(Viewer viewer, SpanVersion version) {
                        return Optional.ofNullable(instead.get(version)).or(() -> super.version(viewer, version));
                    }

                    @Override
                    public List<StoredSpan> versions(Viewer viewer, SpanId id, long afterSeq, int limit) {
                        return super.versions(viewer, id, afterSeq, limit).stream()
                                .map(span -> instead.getOrDefault(span.version(), span))
                                .toList();
                    }
                },
                world.anchors,
                Ed25519.fastest());
    }

    private List<Result> results(VerifySpan verify, long seq) {
        return List.copyOf(checks(verify, seq).values());
    }

    private Map<String, Result> checks(VerifySpan verify, long seq) {
        Map<String, Result> found = new LinkedHashMap<>();
        verify.verify(ana, NOTE, Optional.of(seq))
                .orElseThrow()
                .checks()
                .forEach(check -> found.put(check.name(), check.result()));
        return found;
    }
}
