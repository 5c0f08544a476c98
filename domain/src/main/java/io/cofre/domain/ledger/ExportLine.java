package io.cofre.domain.ledger;

import io.cofre.domain.json.Canonical;
import io.cofre.domain.json.JsonLimits;
import io.cofre.domain.json.JsonNumber;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonParse;
import io.cofre.domain.json.JsonReader;
import io.cofre.domain.json.JsonString;
import io.cofre.domain.json.JsonValue;
import io.cofre.domain.span.SignedSpan;
import io.cofre.domain.span.SpanForm;
import io.cofre.domain.span.SpanText;
import io.cofre.ports.span.CanonicalBytes;
import io.cofre.ports.span.StoredSpan;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One span as lists and exports give it out: {@code {"position", "recorded_at", "span"}} (spec 03, "Routes"). The
 * span's own text is made of its stored bytes. Pure.
 */
public final class ExportLine {
    /** The most bytes of one line, with room for escapes. */
    private static final JsonLimits LIMITS = new JsonLimits(8 * CanonicalBytes.MAX_BYTES, 64);

    private ExportLine() {}

    /** The line without its end. */
    public static byte[] write(StoredSpan span) {
        byte[] text = SpanText.of(span.canonical(), span.payloadHash(), span.signature());
        ByteArrayOutputStream line = new ByteArrayOutputStream(text.length + 96);
        line.writeBytes(("{\"position\":" + span.position() + ",\"recorded_at\":\"" + Drafts.time(span.recordedAt())
                        + "\",\"span\":")
                .getBytes(StandardCharsets.US_ASCII));
        line.writeBytes(text);
        line.write('}');
        return line.toByteArray();
    }

    /** What reading a line gave. */
    public sealed interface Line {
        record Read(StoredSpan span) implements Line {}

        record Unreadable(String why) implements Line {}
    }

    /** Reads a line back; whether the span holds is for {@link LedgerVerification} to say. */
    public static Line read(byte[] line) {
        return JsonReader.readStored(line, LIMITS) instanceof JsonParse.Parsed(JsonValue value)
                        && value instanceof JsonObject object
                ? read(object)
                : new Line.Unreadable("the line is no JSON object");
    }

    private static Line read(JsonObject line) {
        OptionalLong position = line.find("position")
                .filter(JsonNumber.class::isInstance)
                .map(number -> ((JsonNumber) number).integer())
                .orElse(OptionalLong.empty());
        Optional<Instant> recordedAt = line.find("recorded_at")
                .filter(JsonString.class::isInstance)
                .flatMap(text -> time(((JsonString) text).value()));
        Optional<JsonObject> span =
                line.find("span").filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
        if (position.isEmpty() || recordedAt.isEmpty() || span.isEmpty()) {
            return new Line.Unreadable("the line lacks position, recorded_at or span");
        }
        return switch (SpanForm.exported(Canonical.bytes(span.get()))) {
            case SpanForm.Refused refused ->
                new Line.Unreadable(refused.problem().code().wire() + ": "
                        + refused.problem().detail());
            case SpanForm.Signed(SignedSpan signed) ->
                new Line.Read(new StoredSpan(
                        signed.header().version(),
                        signed.draft().canonical(),
                        signed.draft().payloadHash(),
                        signed.signature(),
                        position.getAsLong(),
                        recordedAt.get()));
        };
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }
}
