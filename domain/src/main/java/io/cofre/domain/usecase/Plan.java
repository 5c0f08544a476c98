package io.cofre.domain.usecase;

import io.cofre.domain.Problem;
import io.cofre.ports.journal.Effect;
import io.cofre.ports.journal.Guard;
import io.cofre.ports.span.VerifiedSpan;
import java.util.List;

/** What one attempt of a use case decided. */
sealed interface Plan<R> {
    /** Write this, and answer with the result. */
    record Write<R>(R result, List<VerifiedSpan> spans, List<Guard> guards, List<Effect> effects) implements Plan<R> {}

    /** Write nothing, for there is nothing to do, and answer with the result; no repeat is remembered. */
    record Nothing<R>(R result) implements Plan<R> {}

    /** Write nothing. */
    record Refuse<R>(Problem problem) implements Plan<R> {}
}
