package io.cofre.domain.ledger;

import io.cofre.domain.Problem;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.span.SignedSpan;
import io.cofre.domain.span.SpanForm;
import io.cofre.domain.span.SpanVerifier;
import io.cofre.domain.span.VerifyingKey;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.LedgerKey;
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
 * What it cannot detect: spans cut off at the end, times of recording that a database administrator moved without
 * disturbing their order, and whether signature and nonce were fresh. Of an export it cannot detect either what was
 * left out, the end of a key among it; {@link #unchecked} says what it had nothing to compare with. Not thread-safe;
 * holds a few hundred bytes an id and key.
 */
public final class LedgerVerification {
    private final SpanVerifier verifier;
    private final Ed25519 engine;
    private final Map<KeyId, PublicKey> roots;
    private final boolean whole;
    private final Map<KeyId, LedgerKey> keys = new HashMap<>();
    private final Map<KeyId, VerifyingKey> checked = new HashMap<>();
    private final Map<SpanId, Succession.Version> newest = new HashMap<>();
    private Unchecked unchecked = new Unchecked(0, 0, 0);
    private long position;
    private Instant recordedAt = Instant.MIN;
    private long verified;

    /**
     * Begins.
     *
     * @param whole whether all spans will be shown: then neither positions nor versions have gaps; an export shows what
     *     one viewer may see
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

    /**
     * What an export gave nothing to compare with; all 0 for a whole ledger.
     *
     * @param versions versions before those shown that were not shown
     * @param prevHashes {@code prev_hash} of which the version before was not shown
     * @param owners changes of owner across versions that were not shown, one of which may have said so
     */
    public record Unchecked(long versions, long prevHashes, long owners) {
        public boolean nothing() {
            return versions == 0 && prevHashes == 0 && owners == 0;
        }
    }

    /** How many spans held so far. */
    public long verified() {
        return verified;
    }

    public Unchecked unchecked() {
        return unchecked;
    }

    /** A key as the spans so far leave it. */
    public Optional<LedgerKey> key(KeyId id) {
        return Optional.ofNullable(keys.get(id));
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
        KeyId signerId = span.signature().keyId();
        Optional<LedgerKey> signer = signer(span);
        if (signer.isEmpty()) {
            return fault(stored, "key", "no span before introduces " + signerId + ", and it is no trusted root");
        }
        if (signer.get().status() != LedgerKey.Status.ACTIVE) {
            return fault(
                    stored,
                    "key_status",
                    signerId + " was " + signer.get().status().wire() + " by then");
        }
        if (!holds(span, signer.get())) {
            return fault(stored, "signature", "the signature does not hold");
        }
        Optional<String> unwritable = unwritable(span, signer.get());
        if (unwritable.isPresent()) {
            return fault(stored, "writer", unwritable.get());
        }
        return sequence(stored, span, signer.get()).or(() -> {
            said(span).ifPresent(said -> learn(span.header().seq(), said.key()));
            return Optional.empty();
        });
    }

    /** The key that signed a span, if it was introduced before; or the trusted root that this very span introduces. */
    public Optional<LedgerKey> signer(SignedSpan span) {
        KeyId id = span.signature().keyId();
        return key(id).or(() -> said(span)
                .map(LoglineContent::key)
                .filter(key -> span.header().seq() == 0
                        && key.keyId().equals(id)
                        && key.role() == LedgerKey.Role.ROOT
                        && Optional.of(key.publicKey()).equals(Optional.ofNullable(roots.get(id)))));
    }

    /** Whether the signature is this key's, under the name that the key was introduced with. */
    public boolean holds(SignedSpan span, LedgerKey key) {
        Optional<VerifyingKey> verifying =
                Optional.ofNullable(checked.get(key.keyId())).or(() -> VerifyingKey.of(key.publicKey(), engine));
        verifying.ifPresent(good -> checked.put(key.keyId(), good));
        return key.kid().equals(span.signature().kid())
                && verifying
                        .filter(good -> verifier.verify(span, good) instanceof SpanVerifier.Result.Verified)
                        .isPresent();
    }

    /** Empty where a key of this role, wallet and tenant may sign the span; else why not. */
    public Optional<String> unwritable(SignedSpan span, LedgerKey signer) {
        if (!(Writers.judge(signer, span.header(), Writers.Way.USE_CASE) instanceof Writers.Writing.Allowed)) {
            return Optional.of("a key of role " + signer.role().wire() + " may not sign this");
        }
        if (!span.header().entityType().equals(EntityTypes.LOGLINE_ID)) {
            return Optional.empty();
        }
        Optional<LoglineContent> said = said(span);
        return said.isEmpty()
                ? Optional.of("a logline_id span does not name its own key")
                : KeyStatements.fault(
                        signer,
                        said.get(),
                        span.header().seq(),
                        key(said.get().key().keyId()),
                        said.get().replaces().flatMap(this::key));
    }

    /** The key that a span is about; empty where it is about none. */
    public static Optional<KeyId> subject(SignedSpan span) {
        return said(span).map(said -> said.key().keyId());
    }

    private static Optional<LoglineContent> said(SignedSpan span) {
        return span.header().entityType().equals(EntityTypes.LOGLINE_ID)
                ? LoglineContent.read(span.header(), span.draft().canonical())
                : Optional.empty();
    }

    private Optional<Fault> sequence(StoredSpan stored, SignedSpan span, LedgerKey signer) {
        SpanHeader header = span.header();
        Optional<Succession.Version> before = Optional.ofNullable(newest.get(header.id()));
        long missing =
                header.seq() - before.map(version -> version.header().seq()).orElse(-1L) - 1;
        if (missing < 0 || (whole && missing > 0)) {
            return fault(stored, "sequence", "seq " + header.seq() + " does not follow");
        }
        Optional<String> changed = before.flatMap(version -> Succession.changedForGood(header, version.header()));
        if (changed.isPresent()) {
            return fault(stored, "sequence", changed.get());
        }
        Optional<String> owner = before.flatMap(version -> Succession.owner(header, version.header(), signer.role()));
        if (missing > 0) {
            unchecked = new Unchecked(
                    unchecked.versions() + missing,
                    unchecked.prevHashes() + (header.prevHash().isPresent() ? 1 : 0),
                    unchecked.owners() + (owner.isPresent() ? 1 : 0));
        } else if (owner.isPresent()) {
            return fault(stored, "owner", owner.get());
        } else {
            Optional<String> previous = Succession.previous(header, before.map(Succession.Version::payloadHash));
            if (previous.isPresent()) {
                return fault(stored, "prev_hash", previous.get());
            }
        }
        newest.put(header.id(), new Succession.Version(header, stored.payloadHash()));
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
