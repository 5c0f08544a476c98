package io.cofre.domain.ledger;

import io.cofre.ports.audit.AuditTable;
import io.cofre.ports.span.SpanVersion;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that an audit found. It says where and what, and nothing that a row holds, so that no secret, token or text
 * gets into a report.
 */
public sealed interface Finding {
    /** The position of the span, or the one that the row names; 0 where it names none. */
    long position();

    /** Which span stands there, where one can be read. */
    Optional<SpanVersion> version();

    /** The kind of finding, for programs: lower case with underscores. */
    String check();

    /** What is wrong, for people. */
    String detail();

    /** A span does not verify. */
    record Unverified(long position, Optional<SpanVersion> version, String check, String detail) implements Finding {}

    /** A row says something else than its span, in one column. */
    record Differs(AuditTable table, long position, Optional<SpanVersion> version, String column) implements Finding {
        @Override
        public String check() {
            return "differs";
        }

        @Override
        public String detail() {
            return "the " + table.wire() + " row's " + column + " is not what the span says";
        }
    }

    /** A row names a span that does not exist, or that says nothing of it. */
    record RowWithoutSpan(AuditTable table, long position, Optional<SpanVersion> version) implements Finding {
        @Override
        public String check() {
            return "row_without_span";
        }

        @Override
        public String detail() {
            return "a " + table.wire() + " row names a span that "
                    + (version.isPresent() ? "says nothing of it" : "is not there");
        }
    }

    /** A span has no row, and no later span took it away. */
    record SpanWithoutRow(AuditTable table, long position, Optional<SpanVersion> version) implements Finding {
        @Override
        public String check() {
            return "span_without_row";
        }

        @Override
        public String detail() {
            return "the span has no " + table.wire() + " row, and no later span took it away";
        }
    }

    /** A span took a row away that still stands, or never stood. */
    record Undead(AuditTable table, long position, Optional<SpanVersion> version) implements Finding {
        @Override
        public String check() {
            return "undead";
        }

        @Override
        public String detail() {
            return "the " + table.wire() + " row that the span took away still stands, or never did";
        }
    }

    /** An outbox entry was not seen to. */
    record Waiting(AuditTable table, long position, Optional<SpanVersion> version, Duration since) implements Finding {
        @Override
        public String check() {
            return "waiting";
        }

        @Override
        public String detail() {
            return "a " + table.wire() + " row waits for " + since.toSeconds() + " s; the service destroys such secrets"
                    + " within seconds, so start it, or look at its log";
        }
    }

    /** What is wrong with a secret that a row names. */
    record Secret(AuditTable table, long position, String column, Trouble trouble) implements Finding {
        /** What. */
        public enum Trouble {
            MISSING,
            SHARED,
            DOOMED
        }

        @Override
        public Optional<SpanVersion> version() {
            return Optional.empty();
        }

        @Override
        public String check() {
            return "secret_" + trouble.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public String detail() {
            return "the secret that a " + table.wire() + " row names as " + column + " "
                    + switch (trouble) {
                        case MISSING -> "is not in the vault";
                        case SHARED -> "is named by another row too";
                        case DOOMED -> "waits to be destroyed";
                    };
        }
    }
}
