package io.cofre.domain.ledger;

import io.cofre.domain.json.JsonArray;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonString;
import io.cofre.domain.json.JsonValue;
import io.cofre.ports.span.EntityType;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.span.Visibility;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Locale;

/** Makes the unsigned spans that use cases leave. */
public final class Drafts {
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Drafts() {}

    /** The members that every span must have. */
    public static JsonObject draft(
            SpanVersion version,
            EntityType type,
            String who,
            String thing,
            Instant at,
            TenantId tenant,
            OwnerId owner,
            Visibility visibility) {
        return JsonObject.EMPTY
                .with("id", version.id().toString())
                .with("seq", version.seq())
                .with("entity_type", type.value())
                .with("who", who)
                .with("this", thing)
                .with("at", time(at))
                .with("tenant_id", tenant.value())
                .with("owner_id", owner.value())
                .with("visibility", visibility.wire());
    }

    /** The same with a claim in its metadata: whom the sender of the request says to act for. */
    public static JsonObject claimed(JsonObject span, String user) {
        JsonObject metadata = span.find("metadata")
                .filter(JsonObject.class::isInstance)
                .map(JsonObject.class::cast)
                .orElse(JsonObject.EMPTY);
        return span.with("metadata", metadata.with("claimed_user", user));
    }

    /** A time as spans write it: {@code YYYY-MM-DDThh:mm:ss.sssZ}. */
    public static String time(Instant at) {
        return AT.format(at);
    }

    /** Texts in order. */
    public static JsonArray texts(Collection<?> values) {
        return new JsonArray(values.stream()
                .map(value -> (JsonValue) JsonString.of(value.toString()))
                .toList());
    }
}
