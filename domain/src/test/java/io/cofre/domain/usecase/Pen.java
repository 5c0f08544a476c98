package io.cofre.domain.usecase;

import io.cofre.domain.World;
import io.cofre.domain.json.Canonical;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.ledger.Drafts;
import io.cofre.domain.span.SignedSpan;
import io.cofre.domain.span.SpanForm;
import io.cofre.domain.span.SpanSigning;
import io.cofre.domain.span.SpanText;
import io.cofre.ports.span.EntityType;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.StoredSpan;
import io.cofre.ports.span.Visibility;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletId;
import io.cofre.ports.wallet.WalletItem;
import java.util.List;
import java.util.Random;

/** Signs whatever it is given with the keys of a world's wallets, past all use cases: as whoever holds a key can. */
final class Pen {
    private final World world;
    private final Random random = new Random(7);

    Pen(World world) {
        this.world = world;
    }

    /** A wallet's first key as a signer. */
    Signer of(WalletId wallet, LedgerKey.Role role) {
        Wallet found = world.in.wallets().find(wallet).orElseThrow();
        return Signer.of(
                found,
                found.items().values().stream()
                        .filter(WalletItem.Ed25519.class::isInstance)
                        .map(WalletItem.Ed25519.class::cast)
                        .findFirst()
                        .orElseThrow(),
                role);
    }

    SignedSpan sign(JsonObject span, Signer by) {
        return sign(span, by, SpanSigning.nonce(random));
    }

    SignedSpan sign(JsonObject span, Signer by, String nonce) {
        SpanForm.DraftResult draft = SpanForm.draft(span);
        SpanSigning.Pending pending = SpanSigning.prepare(
                ((SpanForm.Drafted) draft).draft(), by.key().keyId(), by.key().kid(), world.clock.millis(), nonce);
        return pending.signed(
                world.vault.sign(by.secret(), List.of(pending.message())).getFirst());
    }

    /** As it is sent. */
    byte[] text(JsonObject span, Signer by) {
        return text(span, sign(span, by));
    }

    byte[] text(JsonObject span, SignedSpan signed) {
        return Canonical.bytes(
                span.with("payload_hash", signed.draft().payloadHash().value())
                        .with("sig", SpanText.sig(signed.signature())));
    }

    /** As a store gives it back, at a position. */
    StoredSpan stored(SignedSpan span, long position) {
        return new StoredSpan(
                span.header().version(),
                span.draft().canonical(),
                span.draft().payloadHash(),
                span.signature(),
                position,
                world.clock.instant());
    }

    /** A private note of acme. */
    JsonObject note(SpanId id, long seq, String owner) {
        return draft(id, seq, "note", owner);
    }

    JsonObject draft(SpanId id, long seq, String type, String owner) {
        return Drafts.draft(
                new SpanVersion(id, seq),
                new EntityType(type),
                "wallet:" + World.ANA,
                type,
                world.clock.instant(),
                World.ACME,
                new OwnerId(owner),
                Visibility.PRIVATE);
    }
}
