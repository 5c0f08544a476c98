package io.cofre.domain.ledger;

import io.cofre.ports.audit.AuditRow;
import io.cofre.ports.audit.AuditTable;
import io.cofre.ports.span.SpanVersion;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a span says of one row.
 *
 * @param says the row's columns, in the form of {@link AuditRow}
 * @param unknown columns of which this cannot be said, because what an earlier span said of them was lost
 */
record Claim(Thing thing, SpanVersion version, long position, Map<String, List<String>> says, Set<String> unknown) {
    /** Columns that no span says (docs/threat-model.md, "Not detected yet"). */
    private static final Map<AuditTable, Set<String>> UNSAID = Map.of(
            AuditTable.TENANT, Set.of("hash_key", "wrapping_key"),
            AuditTable.ITEM, Set.of("secret_ref"),
            AuditTable.TOKEN, Set.of("token_last4", "last_used_at", "requests_per_minute", "hash_version"),
            AuditTable.MEMORY, Set.of("wrapped_key"),
            AuditTable.ONCE,
                    Set.of("tenant_id", "wallet_id", "method", "path", "value", "body_hash", "withheld", "answer"),
            AuditTable.LEFTOVER, Set.of("ref", "place"));

    /** By what a row is told from the other rows of its table. */
    private static final Map<AuditTable, String> NAMED_BY = Map.of(
            AuditTable.HEAD, "id",
            AuditTable.KEY, "key_id",
            AuditTable.NONCE, "nonce",
            AuditTable.TENANT, "tenant_id",
            AuditTable.WALLET, "wallet_id",
            AuditTable.ITEM, "kid",
            AuditTable.TOKEN, "token_hash",
            AuditTable.APP, "app_id",
            AuditTable.MEMORY, "memory_id");

    /** A row's clock is finer than a span's, which writes milliseconds. */
    private static final Set<String> TO_THE_MILLISECOND =
            Set.of("created_at", "rotated_at", "revoke_at", "registered_at", "at", "expires_at");

    /** What a row is about, across versions. */
    record Thing(AuditTable table, String name) {}

    Claim {
        says = Map.copyOf(says);
        unknown = Set.copyOf(unknown);
    }

    /** Whether it is this claim's row that has these words, right or wrong. */
    boolean means(AuditRow row) {
        String name = NAMED_BY.getOrDefault(row.table(), "");
        return says.getOrDefault(name, List.of()).equals(row.says().getOrDefault(name, List.of()));
    }

    /** The columns in which a row says something else, by name. A column that nobody knows is one of them. */
    Set<String> differing(AuditRow row) {
        Set<String> columns = new HashSet<>(says.keySet());
        columns.addAll(row.says().keySet());
        columns.removeAll(unknown);
        columns.removeAll(UNSAID.getOrDefault(row.table(), Set.of()));
        columns.removeIf(column -> agree(
                column,
                says.getOrDefault(column, List.of()),
                row.says().getOrDefault(column, List.of()),
                says.containsKey(column) == row.says().containsKey(column)));
        return new TreeSet<>(columns);
    }

    private static boolean agree(String column, List<String> said, List<String> stands, boolean bothOrNeither) {
        return bothOrNeither
                && (said.equals(stands)
                        || (TO_THE_MILLISECOND.contains(column)
                                && said.equals(
                                        stands.stream().map(Claim::coarse).toList())));
    }

    private static String coarse(String time) {
        try {
            return Instant.parse(time).truncatedTo(ChronoUnit.MILLIS).toString();
        } catch (DateTimeException notATime) {
            return time;
        }
    }

    /** Writes down what a span says, column by column. */
    static final class Words {
        private final Map<String, List<String>> says = new HashMap<>();
        private final Set<String> unknown = new HashSet<>();
        private final Optional<Claim> before;

        /** @param before what the version before said of the same thing */
        Words(Optional<Claim> before) {
            this.before = before;
        }

        Words put(String column, Object value) {
            says.put(column, List.of(value.toString()));
            return this;
        }

        Words put(String column, Optional<?> value) {
            value.ifPresent(present -> put(column, present));
            return this;
        }

        Words list(String column, List<String> values) {
            says.put(column, values);
            return this;
        }

        /** As the version before said it. */
        Words kept(String column) {
            if (before.isEmpty() || before.get().unknown().contains(column)) {
                unknown.add(column);
            } else if (before.get().says().containsKey(column)) {
                says.put(column, before.get().says().get(column));
            }
            return this;
        }

        /** Said by the first version, and kept by the later ones. */
        Words born(boolean first, String column, Object value) {
            return first ? put(column, value) : kept(column);
        }

        Words unknown(String column) {
            unknown.add(column);
            return this;
        }

        Map<String, List<String>> says() {
            return Map.copyOf(says);
        }

        Claim claim(Thing thing, SpanVersion version, long position) {
            return new Claim(thing, version, position, says, unknown);
        }
    }
}
