package io.cofre.domain.model;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which provider serves a model (spec 04, "ask"): its exact entry, else the longest listed prefix. Immutable.
 *
 * @param entries of which none has the name of another
 */
public record ModelCatalog(List<Entry> entries) {
    /** What the first start seeds (spec 07). */
    public static final ModelCatalog SEEDED = new ModelCatalog(List.of(
            new Entry("echo", "echo"),
            new Entry("gpt-4o", "openai"),
            new Entry("gpt-4o-mini", "openai"),
            new Entry("claude-*", "anthropic"),
            new Entry("gpt-*", "openai"),
            new Entry("echo*", "echo")));

    public ModelCatalog {
        entries = List.copyOf(entries);
    }

    /**
     * One row.
     *
     * @param model a name, or a prefix before {@code *}
     */
    public record Entry(String model, String provider) {
        private Optional<String> prefix() {
            return model.endsWith("*") ? Optional.of(model.substring(0, model.length() - 1)) : Optional.empty();
        }
    }

    /** These entries, and of this catalog those whose names none of them has. */
    public ModelCatalog under(List<Entry> first) {
        Set<String> names = first.stream().map(Entry::model).collect(Collectors.toSet());
        return new ModelCatalog(Stream.concat(
                        first.stream(), entries.stream().filter(entry -> !names.contains(entry.model())))
                .toList());
    }

    /** Empty where no entry fits. */
    public Optional<String> providerOf(String model) {
        Optional<String> exact = entries.stream()
                .filter(entry -> entry.model().equals(model))
                .map(Entry::provider)
                .findFirst();
        return exact.or(() -> entries.stream()
                .filter(entry -> entry.prefix().filter(model::startsWith).isPresent())
                .max(Comparator.comparingInt(entry -> entry.model().length()))
                .map(Entry::provider));
    }
}
