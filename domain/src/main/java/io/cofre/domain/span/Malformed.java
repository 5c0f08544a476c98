package io.cofre.domain.span;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;

/** Carries a fault of form from where it is found up to {@link SpanForm}, never further. */
final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    private final String pointer;
    private final String detail;

    Malformed(String pointer, String detail) {
        super(detail, null, false, false);
        this.pointer = pointer;
        this.detail = detail;
    }

    /** The same, seen from the member that holds it. */
    Malformed below(String parent) {
        return new Malformed(parent + pointer, detail);
    }

    Problem problem() {
        return Problem.of(Code.LEDGER_MALFORMED, detail).with("pointer", pointer);
    }
}
