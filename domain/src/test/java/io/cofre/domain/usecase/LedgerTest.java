package io.cofre.domain.usecase;

import static io.cofre.domain.World.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Reply;
import io.cofre.domain.World;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.json.Canonical;
import io.cofre.domain.json.JsonLimits;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonParse;
import io.cofre.domain.json.JsonReader;
import io.cofre.domain.json.JsonString;
import io.cofre.domain.ledger.Drafts;
import io.cofre.domain.ledger.ExportLine;
import io.cofre.domain.ledger.LedgerVerification;
import io.cofre.domain.span.SpanText;
import io.cofre.ports.span.EntityType;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.StoredSpan;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.span.Visibility;
import io.cofre.ports.wallet.WalletId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spans signed by the wallet and appended, and what is refused on the way. */
class LedgerTest {
    private static final Kid MAIN = new Kid("kid_ed25519_main");
    private static final SpanId NOTE = new SpanId(new UUID(0x1234_5678_9abc_4000L, 0x8000_0000_0000_0001L));

    private final World world = new World().acme();
    private final Principal ana = world.principal(ANA, "span.sign", "span.read");

    @Test
    void append_aSignedNote_isFreshThenStanding() {
        byte[] span = signed(ana, note(NOTE, 0));
        AppendSpans.Appended first = append(span);
        AppendSpans.Appended second = append(span);
        assertThat(first).isInstanceOf(AppendSpans.Appended.Fresh.class);
        assertThat(second).isEqualTo(new AppendSpans.Appended.Standing(((AppendSpans.Appended.Fresh) first).receipt()));
        VerifySpan.Verified verified = world.cofre
                .ledger()
                .verifySpan()
                .verify(ana, NOTE, Optional.empty())
                .orElseThrow();
        assertThat(verified.checks()).hasSize(7);
        assertThat(verified.result()).isEqualTo(VerifySpan.Result.HOLDS);
    }

    @Test
    void append_theSameSpanSignedAnewAfterTheWindow_isStillStanding() {
        JsonObject note = note(NOTE, 0);
        append(signed(ana, note));
        byte[] anew = signed(ana, note);
        world.clock.advance(Duration.ofHours(30));
        assertThat(append(anew)).isInstanceOf(AppendSpans.Appended.Standing.class);
        assertThat(code(append(
                        signed(world.principal(ANA, "span.sign"), note(NOTE, 0).with("name", "other")))))
                .isEqualTo(Code.LEDGER_VERSION_TAKEN);
    }

    @Test
    void append_twoSpansThatDifferInANestedMember_refuseEachOthersSignature() {
        JsonObject one = note(NOTE, 0).with("content", nested("one"));
        JsonObject two = note(NOTE, 0).with("content", nested("two"));
        JsonObject signedOne = read(signed(ana, one));
        JsonObject signedTwo = read(signed(ana, two));
        assertThat(signedOne.find("payload_hash")).isNotEqualTo(signedTwo.find("payload_hash"));
        JsonObject crossed = two.with(
                        "payload_hash", signedTwo.find("payload_hash").orElseThrow())
                .with("sig", signedOne.find("sig").orElseThrow());
        assertThat(code(append(Canonical.bytes(crossed)))).isEqualTo(Code.LEDGER_SIGNATURE_INVALID);
        JsonObject wrongHash = two.with(
                        "payload_hash", signedOne.find("payload_hash").orElseThrow())
                .with("sig", signedOne.find("sig").orElseThrow());
        assertThat(code(append(Canonical.bytes(wrongHash)))).isEqualTo(Code.LEDGER_HASH_MISMATCH);
    }

    @Test
    void append_pastTheWindow_isStale() {
        byte[] span = signed(ana, note(NOTE, 0));
        world.clock.advance(Duration.ofHours(24).plusMillis(1));
        assertThat(code(append(span))).isEqualTo(Code.LEDGER_STALE_SIGNATURE);
    }

    @Test
    void append_aGapOrAnUnsignedSpan_isRefusedByItsCode() {
        assertThat(code(append(signed(ana, note(NOTE, 1))))).isEqualTo(Code.LEDGER_VERSION_GAP);
        assertThat(code(append(Canonical.bytes(note(NOTE, 0))))).isEqualTo(Code.LEDGER_UNSIGNED);
    }

    @ParameterizedTest
    @CsvSource({
        "api_key, LEDGER_RESERVED_TYPE", "memory, LEDGER_RESERVED_TYPE", "logline_id, LEDGER_RESERVED_TYPE",
        "job.created, LEDGER_RESERVED_TYPE", "manifest, LEDGER_RESERVED_TYPE", "function, LEDGER_RESERVED_TYPE",
        "capability_grant, LEDGER_RESERVED_TYPE"
    })
    void sign_aReservedType_isRefused(String type, Code code) {
        assertThat(signing(note(NOTE, 0).with("entity_type", type))).isEqualTo(code);
    }

    @Test
    void sign_foreignTenantOwnerOrPublic_isRefused() {
        assertThat(signing(note(NOTE, 0).with("tenant_id", "other"))).isEqualTo(Code.LEDGER_NOT_OWNER);
        assertThat(signing(note(NOTE, 0).with("owner_id", "bia@acme"))).isEqualTo(Code.LEDGER_NOT_OWNER);
        assertThat(signing(note(NOTE, 0).with("visibility", "public"))).isEqualTo(Code.LEDGER_NOT_OWNER);
        assertThat(signing(note(SpanId.of("00000000-0000-4000-8000-0000000000ff"), 0)))
                .isEqualTo(Code.LEDGER_RESERVED_TYPE);
        assertThat(signing(note(NOTE, 0).with("payload_hash", "b3:00"))).isEqualTo(Code.LEDGER_ALREADY_SIGNED);
        assertThat(signing(note(NOTE, 0).with("colour", "red"))).isEqualTo(Code.LEDGER_MALFORMED);
    }

    @Test
    void sign_refusals_pointToTheFault() {
        assertThat(signingPointer(note(NOTE, 0).with("tenant_id", "other"))).isEqualTo("/tenant_id");
        assertThat(signingPointer(note(NOTE, 0).with("owner_id", "bia@acme"))).isEqualTo("/owner_id");
        assertThat(signingPointer(note(NOTE, 0).with("visibility", "public"))).isEqualTo("/visibility");
        assertThat(signingPointer(note(NOTE, 0).with("entity_type", "memory"))).isEqualTo("/entity_type");
        assertThat(signingPointer(note(SpanId.of("00000000-0000-4000-8000-0000000000ff"), 0)))
                .isEqualTo("/id");
    }

    private String signingPointer(JsonObject span) {
        Reply<SignSpans.Signed> reply = world.cofre
                .wallet()
                .signSpans()
                .sign(ana, MAIN, List.of(Canonical.bytes(span)))
                .getFirst();
        return ((Reply.Refused<SignSpans.Signed>) reply)
                .problem().members().entrySet().stream()
                        .filter(member -> member.getKey().equals("pointer"))
                        .map(member -> ((Problem.Member.Text) member.getValue()).value())
                        .findFirst()
                        .orElse("");
    }

    @Test
    void append_aNewVersionOfAnothersSpan_isRefused() {
        append(signed(ana, note(NOTE, 0).with("visibility", "tenant")));
        WalletId bia = new WalletId("wlt_acme_bia");
        world.wallet(bia, "bia@acme");
        Principal other = world.principal(bia, "span.sign");
        byte[] takeover = signed(other, note(NOTE, 1).with("owner_id", "bia@acme"));
        assertThat(code(world.cofre
                        .ledger()
                        .append()
                        .append(other, List.of(takeover), Optional.empty())
                        .getFirst()))
                .isEqualTo(Code.LEDGER_NOT_OWNER);
    }

    @Test
    void signHttp_aRouteThatTheCallerMayNotUse_isRefused() {
        Reply<SignHttp.SignedRequest> reply = world.cofre
                .wallet()
                .signHttp()
                .sign(
                        ana,
                        new SignHttp.Request(
                                MAIN,
                                "POST",
                                "/cli/memory.add?x=1",
                                Optional.of("{}"),
                                Optional.empty(),
                                Optional.empty()));
        assertThat(World.code(reply)).isEqualTo(Code.AUTH_SCOPE_MISSING);
    }

    @Test
    void export_readBackWithoutTheStore_verifiesFromTheRoot() {
        append(signed(ana, note(NOTE, 0).with("content", nested("é \"\\ 😀"))));
        LedgerVerification verification = new LedgerVerification(Ed25519.bouncyCastle(), world.anchors.roots(), true);
        List<StoredSpan> all = world.in.scan().after(0, 10_000);
        for (StoredSpan span : all) {
            ExportLine.Line line = ExportLine.read(ExportLine.write(span));
            assertThat(verification.next(((ExportLine.Line.Read) line).span())).isEmpty();
        }
        assertThat(verification.verified()).isEqualTo(all.size());
    }

    @Test
    void verification_aMissingSpan_isFoundAtItsPosition() {
        append(signed(ana, note(NOTE, 0)));
        LedgerVerification verification = new LedgerVerification(Ed25519.fastest(), world.anchors.roots(), true);
        List<StoredSpan> all = world.in.scan().after(0, 10_000);
        assertThat(verification.next(all.get(0))).isEmpty();
        assertThat(verification.next(all.get(2)))
                .contains(new LedgerVerification.Fault(
                        all.get(2).position(), all.get(2).version(), "position", "position 3 follows 1"));
    }

    private AppendSpans.Appended append(byte[] span) {
        return world.cofre
                .ledger()
                .append()
                .append(ana, List.of(span), Optional.empty())
                .getFirst();
    }

    private Code signing(JsonObject span) {
        return World.code(world.cofre
                .wallet()
                .signSpans()
                .sign(ana, MAIN, List.of(Canonical.bytes(span)))
                .getFirst());
    }

    private byte[] signed(Principal principal, JsonObject span) {
        SignSpans.Signed signed = World.value(world.cofre
                .wallet()
                .signSpans()
                .sign(principal, MAIN, List.of(Canonical.bytes(span)))
                .getFirst());
        return Canonical.bytes(
                span.with("payload_hash", signed.payloadHash().value()).with("sig", SpanText.sig(signed.signature())));
    }

    private static Code code(AppendSpans.Appended appended) {
        return ((AppendSpans.Appended.Refused) appended).problem().code();
    }

    private static JsonObject nested(String value) {
        return JsonObject.EMPTY.with("deep", JsonObject.EMPTY.with("er", JsonString.of(value)));
    }

    private JsonObject note(SpanId id, long seq) {
        return Drafts.draft(
                new SpanVersion(id, seq),
                new EntityType("note"),
                "wallet:" + ANA,
                "note",
                world.clock.instant(),
                new TenantId("acme"),
                new OwnerId("ana@acme"),
                Visibility.PRIVATE);
    }

    private static JsonObject read(byte[] json) {
        return (JsonObject) ((JsonParse.Parsed) JsonReader.read(json, new JsonLimits(1 << 20, 60))).value();
    }
}
