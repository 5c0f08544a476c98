package io.cofre.domain.usecase;

import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.ledger.Finding;
import io.cofre.domain.ledger.LedgerAudit;
import io.cofre.domain.ledger.LedgerVerification;
import io.cofre.ports.audit.AuditTable;
import io.cofre.ports.audit.AuditedSpan;
import io.cofre.ports.audit.LedgerSnapshots;
import io.cofre.ports.journal.Admission;
import io.cofre.ports.node.TrustAnchors;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code cofre ledger audit}: the live ledger and its projections against each other, as they stand at one moment. The
 * service goes on beside it. Thread-safe.
 */
public final class AuditLedger {
    private static final int PAGE = 1_000;

    private final LedgerSnapshots snapshots;
    private final TrustAnchors anchors;
    private final Ed25519 engine;
    private final InstantSource clock;
    private final Duration freshness;

    @Inject
    public AuditLedger(
            LedgerSnapshots snapshots, TrustAnchors anchors, Ed25519 engine, InstantSource clock, Admission admission) {
        this.snapshots = snapshots;
        this.anchors = anchors;
        this.engine = engine;
        this.clock = clock;
        this.freshness = admission.freshness();
    }

    /**
     * What it came to.
     *
     * @param spans how many there are
     * @param findings in the order of positions, but for what is known only at the end; as many as were asked for
     * @param more how many there are beyond these
     */
    public record Audited(long spans, List<Finding> findings, long more) {
        public Audited {
            findings = List.copyOf(findings);
        }
    }

    /**
     * Audits what stands when it begins.
     *
     * @param most how many findings are wanted, 1 up; the others are counted
     * @param progress is told how many spans there are and how many were seen, once a page
     */
    public Audited audit(int most, Progress progress) {
        return snapshots.read(snapshot -> audit(snapshot, most, progress));
    }

    /** How far it is. */
    @FunctionalInterface
    public interface Progress {
        void at(long seen, long last);
    }

    private Audited audit(LedgerSnapshots.Snapshot snapshot, int most, Progress progress) {
        Bounded found = new Bounded(most);
        Instant noncesSince = snapshot.ledgerTime().minus(freshness);
        LedgerAudit audit = new LedgerAudit(
                new LedgerVerification(engine, anchors.roots(), true), clock.instant(), noncesSince, found);
        List<RowsInOrder> tables = RowsInOrder.of(snapshot);
        long seen = 0;
        Iterator<AuditedSpan> spans = snapshot.spans();
        while (spans.hasNext()) {
            AuditedSpan span = spans.next();
            tables.forEach(table -> table.before(span.position(), audit::stray));
            audit.span(span);
            tables.forEach(table -> table.upTo(span.position(), audit::row));
            seen++;
            if (seen % PAGE == 0) {
                progress.at(seen, snapshot.last());
            }
        }
        tables.forEach(table -> table.upTo(Long.MAX_VALUE, audit::stray));
        snapshot.rows(AuditTable.SECRET).forEachRemaining(audit::secret);
        audit.end();
        progress.at(seen, snapshot.last());
        return new Audited(seen, found.first, found.all - found.first.size());
    }

    private static final class Bounded implements Consumer<Finding> {
        private final int most;
        private final List<Finding> first = new ArrayList<>();
        private long all;

        Bounded(int most) {
            this.most = most;
        }

        @Override
        public void accept(Finding finding) {
            all++;
            if (first.size() < most) {
                first.add(finding);
            }
        }
    }
}
