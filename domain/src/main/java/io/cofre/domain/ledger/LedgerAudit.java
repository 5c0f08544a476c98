package io.cofre.domain.ledger;

import io.cofre.domain.ledger.Claim.Thing;
import io.cofre.domain.span.SignedSpan;
import io.cofre.domain.span.SpanForm;
import io.cofre.domain.span.SpanHash;
import io.cofre.ports.audit.AuditRow;
import io.cofre.ports.audit.AuditTable;
import io.cofre.ports.audit.AuditedSpan;
import io.cofre.ports.span.SpanHeader;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.StoredSpan;
import io.cofre.ports.token.TokenHash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Checks a ledger and its projections against each other (spec 03, "Every mutation leaves a span"): every span verifies
 * and its columns say what its bytes say; every row names a span that exists and says the same; every span has its
 * rows, or a later one took them away; no outbox entry waits; the secrets that rows name exist. Pure: it is shown the
 * spans in the order of their positions, after each the rows that stand at its position, then the secrets.
 *
 * <p>Not thread-safe. Beside what {@link LedgerVerification} holds it keeps what spans say of rows that a later span
 * took over, until it comes: in a sound ledger as much as stands for things that changed. After the first span that
 * does not verify, signatures are checked no more; all else is.
 */
public final class LedgerAudit {
    /** How long an outbox entry may wait. */
    public static final Duration PATIENCE = Duration.ofMinutes(1);

    private final LedgerVerification verification;
    private final Instant now;
    private final Instant noncesSince;
    private final Consumer<Finding> findings;
    private final NamedSecrets secrets;
    private final Map<Thing, Claim> unmet = new LinkedHashMap<>();
    private boolean verifying = true;
    private Current current = new Current(0, Optional.empty(), Instant.MIN, 0, Optional.empty(), List.of());
    private final Set<Thing> met = new HashSet<>();

    /**
     * The span that rows are shown for.
     *
     * @param begins the position at which its change begins
     * @param issued the API key that its change issued
     */
    private record Current(
            long position,
            Optional<SpanVersion> version,
            Instant recordedAt,
            long begins,
            Optional<SpanId> issued,
            List<Claim> claims) {}

    /**
     * Begins.
     *
     * @param verification of the whole ledger, that no span was shown to
     * @param now by which waiting is measured
     * @param noncesSince nonces of signatures from this time on are still kept
     * @param findings is told what does not hold, as soon as it is known
     */
    public LedgerAudit(LedgerVerification verification, Instant now, Instant noncesSince, Consumer<Finding> findings) {
        this.verification = verification;
        this.now = now;
        this.noncesSince = noncesSince;
        this.findings = findings;
        this.secrets = new NamedSecrets(findings);
    }

    /** The next span, in the order of positions. */
    public void span(AuditedSpan span) {
        close();
        Optional<StoredSpan> stored = SpanColumns.stored(span.row(), span.canonical());
        if (stored.isEmpty()) {
            findings.accept(new Finding.Unverified(
                    span.position(), Optional.empty(), "form", "a column has not the form that it must have"));
            current = new Current(span.position(), Optional.empty(), Instant.MIN, 0, Optional.empty(), List.of());
            return;
        }
        boolean soundBefore = verifying;
        verify(stored.get());
        open(span, stored.get(), soundBefore);
    }

    private void verify(StoredSpan stored) {
        Optional<LedgerVerification.Fault> fault = verifying ? verification.next(stored) : Optional.empty();
        fault.ifPresent(found -> {
            verifying = false;
            findings.accept(new Finding.Unverified(
                    found.position(), Optional.of(found.version()), found.check(), found.detail()));
        });
    }

    private void open(AuditedSpan span, StoredSpan stored, boolean verified) {
        Optional<SpanVersion> version = Optional.of(stored.version());
        boolean goesOn = span.row().one("change_position").equals(Optional.of(Long.toString(current.begins())))
                && stored.recordedAt().equals(current.recordedAt());
        boolean begins = span.row().one("change_position").equals(Optional.of(Long.toString(stored.position())));
        if (!goesOn && !begins) {
            findings.accept(new Finding.Differs(AuditTable.SPAN, stored.position(), version, "change_position"));
        }
        Optional<SpanId> issued = goesOn ? current.issued() : Optional.empty();
        List<Claim> claims = List.of();
        if (SpanForm.stored(stored.canonical(), stored.payloadHash(), stored.signature())
                instanceof SpanForm.Signed(SignedSpan signed)) {
            SpanHeader header = signed.header();
            for (String column : SpanColumns.differing(span.row(), header, stored)) {
                findings.accept(new Finding.Differs(AuditTable.SPAN, stored.position(), version, column));
            }
            SpanClaims said = new SpanClaims(stored, header, thing -> Optional.ofNullable(unmet.get(thing)));
            claims = said.all(issued);
            claims.forEach(claim -> unmet.remove(claim.thing()));
            said.taken()
                    .filter(thing -> unmet.remove(thing) == null)
                    .ifPresent(thing -> findings.accept(new Finding.Undead(thing.table(), stored.position(), version)));
            if (header.entityType().equals(EntityTypes.API_KEY) && header.seq() == 0) {
                issued = Optional.of(header.id());
            }
        } else if (!verified) {
            findings.accept(new Finding.Unverified(
                    stored.position(), version, "hash", "the signed bytes are not what was signed"));
        }
        current = new Current(
                stored.position(),
                version,
                stored.recordedAt(),
                goesOn ? current.begins() : stored.position(),
                issued,
                claims);
    }

    /** A row that stands at the last span's position. */
    public void row(AuditRow row) {
        secrets.named(row);
        switch (row.table()) {
            case ONCE -> once(row);
            case LEFTOVER -> leftover(row);
            case TOKEN -> compare(told(row));
            case SPAN, SECRET -> throw new IllegalArgumentException("no projection: " + row.table());
            case HEAD, KEY, NONCE, TENANT, WALLET, ITEM, APP, MEMORY -> compare(row);
        }
    }

    /** A row at whose position no span stands. */
    public void stray(AuditRow row) {
        secrets.named(row);
        findings.accept(new Finding.RowWithoutSpan(row.table(), row.position(), Optional.empty()));
    }

    /** A secret that the vault keeps; after all spans and rows. */
    public void secret(AuditRow row) {
        secrets.kept(row);
    }

    /** There is nothing more to be shown. */
    public void end() {
        close();
        unmet.values().forEach(this::without);
        secrets.end();
    }

    private void compare(AuditRow row) {
        List<Claim> ofTable = current.claims().stream()
                .filter(claim -> claim.thing().table() == row.table())
                .toList();
        Optional<Claim> meant =
                ofTable.stream().filter(claim -> claim.means(row)).findFirst();
        if (meant.isEmpty()) {
            findings.accept(new Finding.RowWithoutSpan(row.table(), row.position(), current.version()));
            return;
        }
        met.add(meant.get().thing());
        differing(row, meant.get());
    }

    private void differing(AuditRow row, Claim claim) {
        for (String column : claim.differing(row)) {
            findings.accept(new Finding.Differs(row.table(), row.position(), current.version(), column));
        }
    }

    /** The row with the ids of spans in place of hashes of tokens. */
    private static AuditRow told(AuditRow row) {
        Map<String, List<String>> says = new HashMap<>(row.says());
        for (String column : List.of("token_hash", "rotated_to")) {
            row.one(column)
                    .flatMap(TokenHash::parse)
                    .map(hash -> SpanHash.of(hash.value().getBytes(StandardCharsets.US_ASCII)))
                    .ifPresent(hash ->
                            says.put(column, List.of(DerivedIds.ofApiKey(hash).toString())));
        }
        return new AuditRow(row.table(), row.position(), says);
    }

    private void once(AuditRow row) {
        // A change has one record at most.
        if (current.begins() != current.position()
                || !met.add(new Thing(AuditTable.ONCE, Long.toString(row.position())))) {
            findings.accept(new Finding.RowWithoutSpan(row.table(), row.position(), current.version()));
        }
        differing(
                row,
                ownClaim(new Claim.Words(Optional.empty())
                        .put("change_position", current.position())
                        .put("recorded_at", current.recordedAt())));
    }

    private void leftover(AuditRow row) {
        differing(
                row,
                ownClaim(new Claim.Words(Optional.empty())
                        .put("cause_id", current.version().map(SpanVersion::id))
                        .put("cause_seq", current.version().map(SpanVersion::seq))
                        .put("position", current.position())));
        Duration since = Duration.between(current.recordedAt(), now);
        if (since.compareTo(PATIENCE) > 0) {
            findings.accept(new Finding.Waiting(row.table(), row.position(), current.version(), since));
        }
    }

    private Claim ownClaim(Claim.Words words) {
        return words.claim(
                new Thing(AuditTable.SPAN, ""),
                current.version().orElse(new SpanVersion(SystemNames.MANIFEST, 0)),
                current.position());
    }

    /** Whatever rows the span before did not get, a later span must have taken over. */
    private void close() {
        for (Claim claim : new ArrayList<>(current.claims())) {
            if (met.contains(claim.thing())) {
                continue;
            }
            if (claim.thing().table() != AuditTable.NONCE) {
                unmet.put(claim.thing(), claim);
            } else if (claim.says().getOrDefault("ts", List.of()).stream()
                    .map(Instant::parse)
                    .anyMatch(ts -> !ts.isBefore(noncesSince))) {
                without(claim);
            }
        }
        met.clear();
    }

    private void without(Claim claim) {
        findings.accept(
                new Finding.SpanWithoutRow(claim.thing().table(), claim.position(), Optional.of(claim.version())));
    }
}
