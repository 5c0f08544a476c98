package io.cofre.ports.journal;

import io.cofre.ports.span.SpanId;
import java.util.Optional;
import java.util.Set;

/**
 * What must hold at the ledger's own time for a change to be written. Pure: the adapters lock and load, and this
 * judges. A guard may refuse; an effect never may.
 */
public sealed interface Guard {
    /** Empty where it holds. */
    Optional<Refusal> judge(Standing standing);

    /** The id whose head the guard looks at; empty where it looks at none. */
    Optional<SpanId> needs();

    /** The thing exists, is not deleted, and has one of these statuses. */
    record InState(SpanId thing, Set<String> allowed) implements Guard {
        public InState {
            allowed = Set.copyOf(allowed);
        }

        @Override
        public Optional<Refusal> judge(Standing standing) {
            Optional<Head> head = standing.head(thing);
            boolean holds = head.isPresent()
                    && !head.get().deleted()
                    && head.get().status().filter(allowed::contains).isPresent();
            return holds ? Optional.empty() : Optional.of(new Refusal.NotInState(thing, head.flatMap(Head::status)));
        }

        @Override
        public Optional<SpanId> needs() {
            return Optional.of(thing);
        }
    }

    /** The thing's newest version is still the one that the decision was made on. */
    record Unchanged(SpanId thing, long seq) implements Guard {
        @Override
        public Optional<Refusal> judge(Standing standing) {
            Optional<Head> head = standing.head(thing);
            return head.isPresent() && head.get().seq() == seq
                    ? Optional.empty()
                    : Optional.of(new Refusal.Overtaken(thing, head.map(Head::seq)));
        }

        @Override
        public Optional<SpanId> needs() {
            return Optional.of(thing);
        }
    }

    /** Nothing was ever written: the guard of the first start. */
    record Pristine() implements Guard {
        @Override
        public Optional<Refusal> judge(Standing standing) {
            return standing.position() == 0 ? Optional.empty() : Optional.of(new Refusal.NotPristine());
        }

        @Override
        public Optional<SpanId> needs() {
            return Optional.empty();
        }
    }
}
