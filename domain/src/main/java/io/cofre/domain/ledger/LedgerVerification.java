package io.cofre.domain.ledger;

import io.cofre.domain.Problem;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.span.SignedSpan;
import io.cofre.domain.span.SpanForm;
import io.cofre.domain.span.SpanVerifier;
import io.cofre.domain.span.VerifyingKey;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.span.SpanHeader;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.StoredSpan;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies a ledger from its spans alone, in the order of their positions, with nothing but the trusted roots to begin
 * with: every key is learnt from the {@code logline_id} span that introduces it (spec 03, {@code cofre ledger verify}).
 * What it cannot detect: spans cut off at the end, and times of recording that a database administrator moved without
 * disturbing their order. Not thread-safe; holds a few hundred bytes an id and key.
 */
public final class LedgerVerification {
    private record Newest(long seq, PayloadHash payloadHash, SpanHeader header) {}

    private final SpanVerifier verifier;
    private final Ed25519 engine;
    private final Map<KeyId, PublicKey> roots;
    private final boolean whole;
    private final Map<KeyId, LedgerKey> keys = new HashMap<>();
    private final Map<KeyId, VerifyingKey> checked = new HashMap<>();
    private final Map<SpanId, Newest> newest = new HashMap<>();
    private long position;
    private Instant recordedAt = Instant.MIN;
    private long verified;

    /**
     * Begins.
     *
     * @param whole whether all spans will be shown: then positions have no gaps; an export shows what one viewer may
     *     see
     */
    public LedgerVerification(Ed25519 engine, Map<KeyId, PublicKey> roots, boolean whole) {
        this.engine = engine;
        this.verifier = new SpanVerifier(engine);
        this.roots = Map.copyOf(roots);
        this.whole = whole;
    }

    /**
     * Something does not hold.
     *
     * @param check which of the checks
     */
    public record Fault(long position, SpanVersion version, String check, String detail) {}

    /** How many spans held so far. */
    public long verified() {
        return verified;
    }

    /** The next span, in the order of positions; empty where it holds. After a fault nothing more is to be learnt. */
    public Optional<Fault> next(StoredSpan stored) {
        Optional<Fault> fault = order(stored).or(() -> content(stored));
        if (fault.isEmpty()) {
            position = stored.position();
            recordedAt = stored.recordedAt();
            verified++;
        }
        return fault;
    }

    private Optional<Fault> order(StoredSpan stored) {
        if (stored.position() <= position || (whole && stored.position() != position + 1)) {
            return fault(stored, "position", "position " + stored.position() + " follows " + position);
        }
        return stored.recordedAt().isBefore(recordedAt)
                ? fault(stored, "recorded_at", "it was recorded before its predecessor")
                : Optional.empty();
    }

    private Optional<Fault> content(StoredSpan stored) {
        return switch (SpanForm.stored(stored.canonical(), stored.payloadHash(), stored.signature())) {
            case SpanForm.Refused(Problem problem) -> fault(stored, "hash", problem.detail());
            case SpanForm.Signed(SignedSpan span) ->
                span.header().version().equals(stored.version())
                        ? signed(stored, span)
                        : fault(stored, "version", "the column says another version than the signed bytes");
        };
    }

    private Optional<Fault> signed(StoredSpan stored, SignedSpan span) {
        boolean logline = span.header().entityType().equals(EntityTypes.LOGLINE_ID);
        Optional<LedgerKey> subject =
                logline ? LoglineContent.read(span.header(), span.draft().canonical()) : Optional.empty();
        if (logline && subject.isEmpty()) {
            return fault(stored, "key", "a logline_id span does not name its own key");
        }
        KeyId signerId = span.signature().keyId();
        Optional<LedgerKey> self = subject.filter(key -> key.keyId().equals(signerId)
                && key.role() == LedgerKey.Role.ROOT
                && Optional.of(key.publicKey()).equals(Optional.ofNullable(roots.get(signerId))));
        Optional<LedgerKey> signer = Optional.ofNullable(keys.get(signerId)).or(() -> self);
        if (signer.isEmpty()) {
            return fault(stored, "key", "no span before introduces " + signerId + ", and it is no trusted root");
        }
        if (signer.get().status() != LedgerKey.Status.ACTIVE) {
            return fault(
                    stored, "key", signerId + " was " + signer.get().status().wire() + " by then");
        }
        if (!holds(span, signer.get())) {
            return fault(stored, "signature", "the signature does not hold");
        }
        if (!(Writers.judge(signer.get(), span.header(), Writers.Way.USE_CASE) instanceof Writers.Writing.Allowed)
                || subject.filter(key -> !mayName(signer.get(), key)).isPresent()) {
            return fault(
                    stored, "writer", "a key of role " + signer.get().role().wire() + " may not sign this");
        }
        return sequence(stored, span).or(() -> {
            subject.ifPresent(key -> learn(span.header().seq(), key));
            return Optional.empty();
        });
    }

    /** R names any key, T those of its tenant's wallets, W its own successor. */
    private static boolean mayName(LedgerKey signer, LedgerKey subject) {
        boolean ofWallet = subject.role() == LedgerKey.Role.WALLET || subject.role() == LedgerKey.Role.DEVICE;
        return switch (signer.role()) {
            case ROOT -> true;
            case TENANT_ROOT -> ofWallet;
            case WALLET -> ofWallet && subject.wallet().equals(signer.wallet());
            case SERVICE, DEVICE -> false;
        };
    }

    private boolean holds(SignedSpan span, LedgerKey key) {
        Optional<VerifyingKey> verifying =
                Optional.ofNullable(checked.get(key.keyId())).or(() -> VerifyingKey.of(key.publicKey(), engine));
        verifying.ifPresent(good -> checked.put(key.keyId(), good));
        return verifying
                .filter(good -> verifier.verify(span, good) instanceof SpanVerifier.Result.Verified)
                .isPresent();
    }

    private Optional<Fault> sequence(StoredSpan stored, SignedSpan span) {
        SpanHeader header = span.header();
        Optional<Newest> before = Optional.ofNullable(newest.get(header.id()));
        if (header.seq() != before.map(Newest::seq).orElse(-1L) + 1) {
            return fault(stored, "sequence", "seq " + header.seq() + " does not follow");
        }
        if (before.isPresent()
                && (!before.get().header().tenant().equals(header.tenant())
                        || !before.get().header().entityType().equals(header.entityType()))) {
            return fault(stored, "sequence", "the version changes its tenant or type");
        }
        if (header.prevHash().isPresent() && !header.prevHash().equals(before.map(Newest::payloadHash))) {
            return fault(stored, "prev_hash", "prev_hash is not the hash of the version before");
        }
        newest.put(header.id(), new Newest(header.seq(), stored.payloadHash(), header));
        return Optional.empty();
    }

    private void learn(long seq, LedgerKey key) {
        LedgerKey known = keys.get(key.keyId());
        if (seq == 0 || known == null) {
            keys.put(key.keyId(), key);
        } else if (known.status() != LedgerKey.Status.REVOKED) {
            keys.put(key.keyId(), known.ended(key.status(), position + 1));
        }
    }

    private static Optional<Fault> fault(StoredSpan stored, String check, String detail) {
        return Optional.of(new Fault(stored.position(), stored.version(), check, detail));
    }
}
