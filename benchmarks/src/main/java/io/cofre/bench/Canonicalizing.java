package io.cofre.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cofre.domain.json.Canonical;
import io.cofre.domain.json.JsonFault;
import io.cofre.domain.json.JsonLimits;
import io.cofre.domain.json.JsonParse;
import io.cofre.domain.json.JsonReader;
import io.cofre.domain.json.JsonValue;
import io.cofre.domain.span.SpanForm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * A span of one KiB from bytes to its canonical form, strictly parsed, checked, and hashed: all that happens before a
 * signature. Beside it Jackson's plain parse of the same bytes to a tree.
 */
@State(Scope.Thread)
public class Canonicalizing {
    private static final JsonLimits LIMITS = new JsonLimits(1 << 20, SpanForm.MAX_DEPTH);

    private final byte[] span = Texts.span(new UUID(0x123456789abc4defL, 0x8234_5678_9abc_def0L), Instant.EPOCH)
            .getBytes(StandardCharsets.UTF_8);
    private final ObjectMapper jackson = new ObjectMapper();

    @Benchmark
    public SpanForm.DraftResult draft() {
        return SpanForm.draft(span);
    }

    @Benchmark
    public byte[] canonical() {
        return switch (JsonReader.read(span, LIMITS)) {
            case JsonParse.Parsed(JsonValue value) -> Canonical.bytes(value);
            case JsonParse.Refused(JsonFault fault) -> throw new IllegalStateException(fault.message());
        };
    }

    @Benchmark
    public JsonNode jacksonTree() throws IOException {
        return jackson.readTree(span);
    }
}
