package io.cofre.ports.journal;

import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.VerifiedSpan;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What stands, with what a batch has admitted so far laid over it. Not thread-safe. */
final class Overlay implements Standing {
    private record Nonce(KeyId key, String nonce) {}

    private final Standing base;
    private final Map<SpanId, Head> heads = new HashMap<>();
    private final Map<SpanVersion, Receipt> receipts = new HashMap<>();
    private final Map<KeyId, LedgerKey> keys = new HashMap<>();
    private final Set<Nonce> nonces = new HashSet<>();
    private final Map<Once.Key, Repeats.Repeat> repeats = new HashMap<>();
    private long position;

    Overlay(Standing base) {
        this.base = base;
        this.position = base.position();
    }

    /** Lays a span over what stands, at the next position. */
    Receipt append(VerifiedSpan span) {
        position = position + 1;
        Receipt receipt = new Receipt(span.version(), position, base.ledgerTime(), span.payloadHash());
        heads.put(span.header().id(), Head.of(span.header(), position, span.payloadHash()));
        receipts.put(span.version(), receipt);
        nonces.add(new Nonce(span.signature().keyId(), span.signature().nonce()));
        return receipt;
    }

    void introduce(Effect effect) {
        if (effect instanceof KeyEffect.Introduced introduced
                && key(introduced.key().keyId()).isEmpty()) {
            keys.put(introduced.key().keyId(), introduced.key());
        }
    }

    /**
     * Ends a key at the position of the span that says so.
     *
     * @param written the receipts of the effect's change, the cause's among them
     */
    void end(Effect effect, List<Receipt> written) {
        if (effect instanceof KeyEffect.Ended ended) {
            long position = written.stream()
                    .filter(receipt -> receipt.version().equals(ended.cause()))
                    .mapToLong(Receipt::position)
                    .findFirst()
                    .orElseThrow();
            key(ended.key())
                    .filter(key -> key.status() != LedgerKey.Status.REVOKED)
                    .ifPresent(key -> keys.put(key.keyId(), key.ended(ended.how(), position)));
        }
    }

    void remember(Once once, List<Receipt> written) {
        repeats.put(once.key(), new Repeats.Repeat(once.bodyHash(), once.answer(), written));
    }

    @Override
    public Instant ledgerTime() {
        return base.ledgerTime();
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public Optional<Head> head(SpanId id) {
        return Optional.ofNullable(heads.get(id)).or(() -> base.head(id));
    }

    @Override
    public Optional<Receipt> receipt(SpanVersion version) {
        return Optional.ofNullable(receipts.get(version)).or(() -> base.receipt(version));
    }

    @Override
    public Optional<LedgerKey> key(KeyId id) {
        return Optional.ofNullable(keys.get(id)).or(() -> base.key(id));
    }

    @Override
    public boolean nonceUsed(KeyId key, String nonce) {
        return nonces.contains(new Nonce(key, nonce)) || base.nonceUsed(key, nonce);
    }

    @Override
    public Optional<Repeats.Repeat> repeat(Once.Key key) {
        return Optional.ofNullable(repeats.get(key)).or(() -> base.repeat(key));
    }
}
