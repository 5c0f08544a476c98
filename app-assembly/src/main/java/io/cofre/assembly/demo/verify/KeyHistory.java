package io.cofre.assembly.demo.verify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the {@code logline_id} spans of an export say about its keys. Nothing of it is believed yet. Not thread-safe.
 */
final class KeyHistory {
    private final Map<String, IntroducedKey> introduced = new HashMap<>();
    private final Map<String, List<Line>> versions = new HashMap<>();

    /** Takes a span; one that is no {@code logline_id}, or is known already, changes nothing. */
    void add(Line line) {
        if (!line.text("entity_type").equals("logline_id")) {
            return;
        }
        String keyId = line.textsInside("content").getOrDefault("key_id", "");
        List<Line> known = versions.computeIfAbsent(keyId, id -> new ArrayList<>());
        if (known.stream().anyMatch(one -> one.position() == line.position())) {
            return;
        }
        known.add(line);
        known.sort(Comparator.comparingLong(Line::position));
        if (line.raw("seq").orElse("").equals("0")) {
            introduced.putIfAbsent(keyId, IntroducedKey.of(line));
        }
    }

    Optional<IntroducedKey> find(String keyId) {
        return Optional.ofNullable(introduced.get(keyId));
    }

    /** The newest status that was recorded before a position. */
    Optional<String> statusBefore(String keyId, long position) {
        return versions.getOrDefault(keyId, List.of()).stream()
                .filter(line -> line.position() < position)
                .reduce((earlier, later) -> later)
                .map(line -> line.textsInside("content").getOrDefault("status", ""));
    }
}
