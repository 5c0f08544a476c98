package io.cofre.domain.usecase;

import io.cofre.ports.audit.AuditRow;
import io.cofre.ports.audit.AuditTable;
import io.cofre.ports.audit.LedgerSnapshots;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The rows of one table, handed out as the positions go by. */
final class RowsInOrder {
    private final Iterator<AuditRow> rows;
    private Optional<AuditRow> next = Optional.empty();

    private RowsInOrder(Iterator<AuditRow> rows) {
        this.rows = rows;
        advance();
    }

    /** All tables whose rows stand at positions. */
    static List<RowsInOrder> of(LedgerSnapshots.Snapshot snapshot) {
        List<RowsInOrder> tables = new ArrayList<>();
        for (AuditTable table : AuditTable.values()) {
            if (table != AuditTable.SPAN && table != AuditTable.SECRET) {
                tables.add(new RowsInOrder(snapshot.rows(table)));
            }
        }
        return tables;
    }

    /** Hands out the rows below a position. */
    void before(long position, Consumer<AuditRow> to) {
        while (next.filter(row -> row.position() < position).isPresent()) {
            to.accept(next.get());
            advance();
        }
    }

    /** Hands out the rows up to a position. */
    void upTo(long position, Consumer<AuditRow> to) {
        while (next.filter(row -> row.position() <= position).isPresent()) {
            to.accept(next.get());
            advance();
        }
    }

    private void advance() {
        next = rows.hasNext() ? Optional.of(rows.next()) : Optional.empty();
    }
}
