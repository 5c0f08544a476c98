package io.cofre.testkit.memory;

import io.cofre.ports.journal.Head;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.SpanHeader;
import io.cofre.ports.span.StoredSpan;
import io.cofre.ports.span.VerifiedSpan;
import io.cofre.ports.span.Viewer;

/** One row of the registry. */
record StoredRow(VerifiedSpan span, Receipt receipt) {
    SpanHeader header() {
        return span.header();
    }

    StoredSpan stored() {
        return new StoredSpan(
                span.version(),
                span.canonical(),
                span.payloadHash(),
                span.signature(),
                receipt.position(),
                receipt.recordedAt());
    }

    Head head() {
        return Head.of(header(), receipt.position(), span.payloadHash());
    }

    /** Whether the row by itself may be seen; its head must be visible too. */
    boolean visibleTo(Viewer viewer) {
        return switch (header().visibility()) {
            case PUBLIC -> true;
            case TENANT -> header().tenant().equals(viewer.tenant());
            case PRIVATE -> heldBy(viewer);
        };
    }

    /** Whether the row may be seen as what is current: one that was deleted is left to those whose it is. */
    boolean visibleAsHeadTo(Viewer viewer) {
        return header().deleted() ? heldBy(viewer) : visibleTo(viewer);
    }

    private boolean heldBy(Viewer viewer) {
        return header().tenant().equals(viewer.tenant())
                && (header().owner().equals(viewer.owner()) || viewer.reach() == Viewer.Reach.WHOLE_TENANT);
    }
}
