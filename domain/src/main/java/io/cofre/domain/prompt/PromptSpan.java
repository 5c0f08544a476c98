package io.cofre.domain.prompt;

import io.cofre.domain.json.JsonBool;
import io.cofre.domain.json.JsonLimits;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonParse;
import io.cofre.domain.json.JsonReader;
import io.cofre.domain.json.JsonString;
import io.cofre.ports.PortFailure;
import io.cofre.ports.span.CanonicalBytes;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.span.Visibility;
import java.util.Locale;
import java.util.Optional;

/**
 * A span that holds a prompt or a part of one, read from its bytes. Anyone may append such spans, so nothing of their
 * content's form is sure.
 *
 * @param content empty where it is no object
 */
public record PromptSpan(String type, boolean deleted, Origin origin, Optional<JsonObject> content) {
    private static final JsonLimits LIMITS = new JsonLimits(CanonicalBytes.MAX_BYTES, 64);

    /** Reads the bytes of a span that the ledger took. */
    public static PromptSpan of(CanonicalBytes canonical) {
        if (!(JsonReader.readStored(canonical.bytes(), LIMITS) instanceof JsonParse.Parsed(JsonObject span))) {
            throw new PortFailure.Corrupt("The stored bytes of a span are none.");
        }
        return new PromptSpan(
                text(span, "entity_type"),
                span.find("is_deleted").filter(JsonBool.TRUE::equals).isPresent(),
                new Origin(
                        new TenantId(text(span, "tenant_id")),
                        new OwnerId(text(span, "owner_id")),
                        Visibility.valueOf(text(span, "visibility").toUpperCase(Locale.ROOT))),
                span.find("content").filter(JsonObject.class::isInstance).map(JsonObject.class::cast));
    }

    private static String text(JsonObject span, String name) {
        return span.find(name)
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).value())
                .orElseThrow(() -> new PortFailure.Corrupt("A stored span has no " + name + "."));
    }
}
