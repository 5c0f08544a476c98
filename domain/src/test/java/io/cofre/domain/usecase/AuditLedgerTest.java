package io.cofre.domain.usecase;

import static io.cofre.domain.World.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.World;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.ledger.Finding;
import io.cofre.ports.audit.AuditRow;
import io.cofre.ports.audit.AuditTable;
import io.cofre.ports.audit.AuditedSpan;
import io.cofre.ports.audit.LedgerSnapshots;
import io.cofre.ports.journal.Admission;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What an audit of rows that say something else comes to. */
class AuditLedgerTest {
    private final World world = new World().acme();

    @Test
    void audit_moreFindingsThanWanted_listsThatManyAndCountsTheOthers() {
        AuditLedger.Audited all = audit(1_000, row -> row.table() != AuditTable.NONCE, row -> row);
        AuditLedger.Audited some = audit(3, row -> row.table() != AuditTable.NONCE, row -> row);

        assertThat(all.findings()).hasSize((int) world.in.scan().last());
        assertThat(all.more()).isZero();
        assertThat(some.findings()).isEqualTo(all.findings().subList(0, 3));
        assertThat(some.more()).isEqualTo(all.findings().size() - 3);
    }

    @Test
    void audit_noncesOlderThanTheWindow_mayBeGone() {
        world.clock.advance(Duration.ofHours(25));
        Instant since = world.clock.instant();
        world.key(ANA, "memory.*");
        long fresh = world.in.scan().last();

        Predicate<AuditRow> young = row -> row.table() != AuditTable.NONCE
                || !Instant.parse(row.one("ts").orElseThrow()).isBefore(since);
        assertThat(audit(100, young, row -> row).findings()).isEmpty();
        assertThat(audit(100, row -> row.table() != AuditTable.NONCE, row -> row)
                        .findings())
                .containsExactly(new Finding.SpanWithoutRow(
                        AuditTable.NONCE,
                        fresh,
                        Optional.of(
                                world.in.scan().after(fresh - 1, 1).getFirst().version())));
    }

    @Test
    void audit_aRowWithAColumnThatNobodyKnows_findsIt() {
        assertThat(audit(100, row -> true, row -> row.table() == AuditTable.TENANT ? with(row, "colour", "red") : row)
                        .findings())
                .hasSize(3)
                .allMatch(finding -> finding instanceof Finding.Differs differs
                        && differs.column().equals("colour")
                        && !differs.detail().contains("red"));
    }

    @Test
    void audit_aSecretThatTheVaultLost_isMissing() {
        assertThat(audit(100, row -> row.table() != AuditTable.SECRET, row -> row)
                        .findings())
                .isNotEmpty()
                .allMatch(finding ->
                        finding instanceof Finding.Secret secret && secret.trouble() == Finding.Secret.Trouble.MISSING);
    }

    private static AuditRow with(AuditRow row, String column, String value) {
        Map<String, List<String>> says = new HashMap<>(row.says());
        says.put(column, List.of(value));
        return new AuditRow(row.table(), row.position(), says);
    }

    private AuditLedger.Audited audit(int most, Predicate<AuditRow> kept, UnaryOperator<AuditRow> other) {
        LedgerSnapshots tampered = new LedgerSnapshots() {
            @Override
            public <R> R read(Function<Snapshot, R> body) {
                return world.ports.ledger().snapshots().read(good -> body.apply(new Tampered(good, kept, other)));
            }
        };
        return new AuditLedger(tampered, world.anchors, Ed25519.fastest(), world.clock, Admission.DEFAULT)
                .audit(most, (seen, last) -> {});
    }

    private record Tampered(LedgerSnapshots.Snapshot good, Predicate<AuditRow> kept, UnaryOperator<AuditRow> other)
            implements LedgerSnapshots.Snapshot {
        @Override
        public long last() {
            return good.last();
        }

        @Override
        public Instant ledgerTime() {
            return good.ledgerTime();
        }

        @Override
        public Iterator<AuditedSpan> spans() {
            return good.spans();
        }

        @Override
        public Iterator<AuditRow> rows(AuditTable table) {
            Iterable<AuditRow> rows = () -> good.rows(table);
            Stream<AuditRow> all = StreamSupport.stream(rows.spliterator(), false);
            return all.filter(kept).map(other).iterator();
        }
    }
}
