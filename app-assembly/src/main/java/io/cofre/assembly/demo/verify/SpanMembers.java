package io.cofre.assembly.demo.verify;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The form that a stored span must have (spec 03, "The span"). */
final class SpanMembers {
    private static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

    /** By its name, the text that a required member's JSON must match; strings with their quotes. */
    private static final Map<String, Pattern> REQUIRED = Map.of(
            "id", Pattern.compile('"' + UUID + '"'),
            "seq", Pattern.compile("0|[1-9][0-9]{0,15}"),
            "entity_type", Pattern.compile("\"[a-z0-9_.-]{1,64}\""),
            "who", Pattern.compile("\".+\"", Pattern.DOTALL),
            "this", Pattern.compile("\".+\"", Pattern.DOTALL),
            "at", Pattern.compile("\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\""),
            "tenant_id", Pattern.compile("\".+\"", Pattern.DOTALL),
            "owner_id", Pattern.compile("\".+\"", Pattern.DOTALL),
            "visibility", Pattern.compile("\"(private|tenant|public)\""),
            "payload_hash", Pattern.compile("\"b3:[0-9a-f]{64}\""));

    private static final Set<String> OPTIONAL = Set.of(
            "did",
            "parent_id",
            "related_to",
            "status",
            "is_deleted",
            "name",
            "description",
            "code",
            "language",
            "runtime",
            "input",
            "output",
            "error",
            "duration_ms",
            "trace_id",
            "content",
            "metadata",
            "prev_hash",
            "sig");

    private static final Map<String, Pattern> SIGNATURE = Map.of(
            "alg", Pattern.compile("\"ed25519-blake3-v1\""),
            "key_id", Pattern.compile("\"did:logline:[0-9a-f]{64}\""),
            "kid", Pattern.compile("\".+\""),
            "ts", Pattern.compile("[1-9][0-9]{0,15}"),
            "nonce", Pattern.compile("\"[A-Za-z0-9_-]{22}\""),
            "signature", Pattern.compile("\"[0-9a-f]{128}\""));

    private SpanMembers() {}

    /** What is wrong with the form; empty where nothing is. */
    static Optional<String> fault(Line line) {
        for (Map.Entry<String, Pattern> member : REQUIRED.entrySet()) {
            String raw = line.raw(member.getKey()).orElse("");
            if (!member.getValue().matcher(raw).matches()) {
                return Optional.of("/" + member.getKey() + (raw.isEmpty() ? " is missing" : " has not its form"));
            }
        }
        Set<String> unknown = new TreeSet<>(line.names());
        unknown.removeAll(REQUIRED.keySet());
        unknown.removeAll(OPTIONAL);
        if (!unknown.isEmpty()) {
            return Optional.of("members that no span has: " + unknown);
        }
        Map<String, String> sig = line.inside("sig");
        if (!sig.keySet().equals(SIGNATURE.keySet())) {
            return Optional.of("/sig has the members " + sig.keySet());
        }
        return SIGNATURE.entrySet().stream()
                .filter(member -> !member.getValue()
                        .matcher(sig.getOrDefault(member.getKey(), ""))
                        .matches())
                .map(member -> "/sig/" + member.getKey() + " has not its form")
                .findAny();
    }
}
