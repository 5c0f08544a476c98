package io.cofre.ports;

import io.cofre.ports.journal.LostChange;
import java.util.List;

/**
 * What a port throws when its technology fails. A refusal is never thrown: it is a value of the port's own outcome
 * type.
 *
 * <p>The family is closed, so that a caller can decide what to do without knowing the technology behind the port. The
 * cause is kept and its message is not paraphrased. No message holds a secret, a credential or the text of a span.
 */
public sealed class PortFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private PortFailure(String message, Throwable cause) {
        super(message, cause);
    }

    private PortFailure(String message) {
        super(message);
    }

    /** Nothing happened, and nothing will: the same call may be made again later. At the HTTP edge: 503. */
    public static final class Unavailable extends PortFailure {
        private static final long serialVersionUID = 1L;

        private final Dependency dependency;

        public Unavailable(Dependency dependency, String message) {
            super(message);
            this.dependency = dependency;
        }

        public Unavailable(Dependency dependency, String message, Throwable cause) {
            super(message, cause);
            this.dependency = dependency;
        }

        /** What does not answer. */
        public Dependency dependency() {
            return dependency;
        }
    }

    /**
     * The call was sent and its end was not seen. {@code Journal.settle} tells what became of each lost change;
     * anything else must be repeated only if repeating is safe.
     */
    public static final class OutcomeUnknown extends PortFailure {
        private static final long serialVersionUID = 1L;

        private final Dependency dependency;
        private final transient List<LostChange> lost;

        /** Of a call that writes no change. */
        public OutcomeUnknown(Dependency dependency, String message, Throwable cause) {
            super(message, cause);
            this.dependency = dependency;
            this.lost = List.of();
        }

        /** Of a call of the journal's. */
        public OutcomeUnknown(List<LostChange> lost, String message, Throwable cause) {
            super(message, cause);
            this.dependency = Dependency.LEDGER;
            this.lost = List.copyOf(lost);
        }

        /** What did not answer. */
        public Dependency dependency() {
            return dependency;
        }

        /**
         * The changes of this caller's call that may stand, in its order, and nobody else's; empty where the call was
         * to write none. What the call named and this does not, certainly was not written.
         */
        public List<LostChange> lost() {
            return lost;
        }
    }

    /** The technology will never accept this call; a retry is pointless and a fault of this program or its set-up. */
    public static final class Rejected extends PortFailure {
        private static final long serialVersionUID = 1L;

        public Rejected(String message) {
            super(message);
        }

        public Rejected(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** What is stored contradicts itself: a broken signature, a secret that does not decrypt. Stop and look. */
    public static final class Corrupt extends PortFailure {
        private static final long serialVersionUID = 1L;

        public Corrupt(String message) {
            super(message);
        }

        public Corrupt(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
