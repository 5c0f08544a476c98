package io.cofre.ports.audit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A row of a projection as it stands, whatever it says: it may have been tampered with, so it need not be of the form
 * that the facts of the other ports demand.
 *
 * @param position where it stands (see {@link AuditTable}); 0 where it stands nowhere
 * @param says its columns by name, in lower case with underscores. A column that holds nothing is left out; an array
 *     has a text each element, anything else one: integers in decimal, {@code true} and {@code false}, times as
 *     {@link java.time.Instant#toString()}, bytes as lower-case hex, JSON as any text of it
 */
public record AuditRow(AuditTable table, long position, Map<String, List<String>> says) {
    public AuditRow {
        says = says.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, column -> List.copyOf(column.getValue())));
    }

    /** Empty where the column holds nothing, or no single value. */
    public Optional<String> one(String column) {
        List<String> values = says.getOrDefault(column, List.of());
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }
}
