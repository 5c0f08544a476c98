package io.cofre.domain.usecase;

import static io.cofre.domain.World.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Principal;
import io.cofre.domain.World;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.ledger.ExportLine;
import io.cofre.domain.ledger.LedgerVerification;
import io.cofre.domain.ledger.LedgerVerification.Fault;
import io.cofre.domain.ledger.LedgerVerification.Unchecked;
import io.cofre.domain.span.SignedSpan;
import io.cofre.ports.span.EntityType;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.StoredSpan;
import io.cofre.ports.wallet.WalletId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Exports, verified by nothing but their lines and the trusted roots. */
class ExportTest {
    private static final WalletId BIA = new WalletId("wlt_acme_bia");
    private static final SpanId OPENED = new SpanId(new UUID(0x1234_5678_9abc_4000L, 0x8000_0000_0000_0021L));
    private static final SpanId LATE = new SpanId(new UUID(0x1234_5678_9abc_4000L, 0x8000_0000_0000_0022L));
    private static final Unchecked NOTHING = new Unchecked(0, 0, 0);

    private final World world = new World().acme();
    private final Pen pen = new Pen(world);
    private final Principal ana = world.principal(ANA, "span.append", "span.read", "wallet.key.*");
    private Principal bia;
    private Principal admin;
    private long middle;

    /** A note that is private first and the tenant's then, a rotation, and a note by the rotated key. */
    @BeforeEach
    void write() {
        world.wallet(BIA, "bia@acme");
        bia = world.principal(BIA, "span.read");
        admin = world.principal(BIA, "span.read", "tenant.admin");
        PayloadHash first = append(pen.note(OPENED, 0, "ana@acme"));
        append(pen.note(OPENED, 1, "ana@acme").with("visibility", "tenant").with("prev_hash", first.value()));
        World.value(world.cofre
                .wallet()
                .rotateKey()
                .rotate(ana, Optional.empty(), new Kid("kid_ed25519_main"), Optional.empty(), Optional.empty()));
        middle = world.in.scan().last();
        append(pen.note(LATE, 0, "ana@acme").with("visibility", "tenant"));
    }

    @Test
    void export_ofTheOwner_holdsWhole() {
        assertThat(verified(lines(ana, 0))).isEqualTo(NOTHING);
    }

    @Test
    void export_ofAColleague_holdsAndSaysWhatItDidNotShow() {
        List<String> lines = lines(bia, 0);
        assertThat(lines).noneMatch(line -> line.contains("\"seq\":0") && line.contains(OPENED.toString()));
        assertThat(verified(lines)).isEqualTo(new Unchecked(1, 1, 0));
    }

    @Test
    void export_ofTheTenantsAdmin_holdsWhole() {
        assertThat(verified(lines(admin, 0))).isEqualTo(NOTHING);
    }

    @Test
    void export_afterAPosition_beginsWithTheKeysBeforeItAndHolds() {
        for (Principal reader : List.of(ana, bia, admin)) {
            List<String> lines = lines(reader, middle);
            assertThat(lines).noneMatch(line -> line.contains(OPENED.toString()));
            assertThat(lines.getLast()).contains(LATE.toString());
            assertThat(lines.subList(0, lines.size() - 1))
                    .isNotEmpty()
                    .allMatch(line -> line.contains("\"entity_type\":\"logline_id\""));
            assertThat(verified(lines)).isEqualTo(NOTHING);
        }
    }

    @Test
    void export_afterEachPosition_holds() {
        for (long after = 0; after <= world.in.scan().last(); after++) {
            for (Principal reader : List.of(ana, bia, admin)) {
                assertThat(faulty(lines(reader, after))).as("after " + after).isEmpty();
            }
        }
    }

    @Test
    void export_tamperedWith_isFound() {
        List<String> lines = lines(ana, 0);
        int note = place(lines, "\"seq\":1", OPENED.toString());
        assertThat(check(with(lines, note, lines.get(note).replace("ana@acme", "eve@acme"))))
                .isEqualTo("unreadable");
        assertThat(check(with(lines, note, lines.get(note).replaceFirst("\"nonce\":\"..", "\"nonce\":\"AA"))))
                .isEqualTo("signature");
        List<String> swapped = new ArrayList<>(lines);
        swapped.set(note, lines.get(note - 1));
        swapped.set(note - 1, lines.get(note));
        assertThat(check(swapped)).isEqualTo("position");
        assertThat(check(without(lines, place(lines, "logline_id.service", "introduced"))))
                .isEqualTo("key");
        List<String> twice = new ArrayList<>(lines);
        twice.add(lines.getLast().replaceFirst("\"position\":[0-9]+", "\"position\":99999"));
        assertThat(check(twice)).isEqualTo("sequence");
    }

    @Test
    void export_withAContradictionAcrossAGap_isFound() {
        Signer signer = pen.of(ANA, LedgerKey.Role.WALLET);
        SignedSpan other = pen.sign(pen.draft(OPENED, 3, "invoice", "ana@acme").with("visibility", "tenant"), signer);
        assertThat(other.header().entityType()).isEqualTo(new EntityType("invoice"));
        List<String> lines = lines(bia, 0);
        lines.add(text(pen.stored(other, world.in.scan().last() + 1)));
        assertThat(check(lines)).isEqualTo("sequence");
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

    private List<String> lines(Principal reader, long after) {
        ExportSpans.Export export = world.cofre.ledger().export().after(reader, after, 3);
        List<String> lines = new ArrayList<>();
        for (List<StoredSpan> page = export.next(); !page.isEmpty(); page = export.next()) {
            page.forEach(span -> lines.add(text(span)));
        }
        return lines;
    }

    private static String text(StoredSpan span) {
        return new String(ExportLine.write(span), StandardCharsets.UTF_8);
    }

    private static int place(List<String> lines, String... parts) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (List.of(parts).stream().allMatch(line::contains)) {
                return i;
            }
        }
        throw new AssertionError("no such line");
    }

    private static List<String> with(List<String> lines, int place, String line) {
        List<String> other = new ArrayList<>(lines);
        assertThat(other.set(place, line)).isNotEqualTo(line);
        return other;
    }

    private static List<String> without(List<String> lines, int place) {
        List<String> other = new ArrayList<>(lines);
        other.remove(place);
        return other;
    }

    private Unchecked verified(List<String> lines) {
        LedgerVerification verification = verification();
        assertThat(faulty(lines, verification)).isEmpty();
        assertThat(verification.verified()).isEqualTo(lines.size());
        return verification.unchecked();
    }

    private String check(List<String> lines) {
        return faulty(lines).orElse("");
    }

    private Optional<String> faulty(List<String> lines) {
        return faulty(lines, verification());
    }

    private LedgerVerification verification() {
        return new LedgerVerification(Ed25519.bouncyCastle(), world.anchors.roots(), false);
    }

    /** By which check a line falls. */
    private static Optional<String> faulty(List<String> lines, LedgerVerification verification) {
        for (String line : lines) {
            switch (ExportLine.read(line.getBytes(StandardCharsets.UTF_8))) {
                case ExportLine.Line.Unreadable ignored -> {
                    return Optional.of("unreadable");
                }
                case ExportLine.Line.Read(StoredSpan span) -> {
                    Optional<Fault> fault = verification.next(span);
                    if (fault.isPresent()) {
                        return fault.map(Fault::check);
                    }
                }
            }
        }
        return Optional.empty();
    }
}
