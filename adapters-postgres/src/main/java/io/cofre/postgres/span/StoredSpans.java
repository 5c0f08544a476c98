package io.cofre.postgres.span;

import static io.cofre.postgres.generated.Tables.UNIVERSAL_REGISTRY;

import io.cofre.ports.span.CanonicalBytes;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanSignature;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.StoredSpan;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jooq.Field;
import org.jooq.Record;

/** What is read of a row of the registry: no column that the canonical bytes hold too. */
final class StoredSpans {
    static final List<Field<?>> COLUMNS = List.of(
            UNIVERSAL_REGISTRY.ID,
            UNIVERSAL_REGISTRY.SEQ,
            UNIVERSAL_REGISTRY.CANONICAL,
            UNIVERSAL_REGISTRY.PAYLOAD_HASH,
            UNIVERSAL_REGISTRY.SIG_KEY_ID,
            UNIVERSAL_REGISTRY.SIG_KID,
            UNIVERSAL_REGISTRY.SIG_TS,
            UNIVERSAL_REGISTRY.SIG_NONCE,
            UNIVERSAL_REGISTRY.SIGNATURE,
            UNIVERSAL_REGISTRY.POSITION,
            UNIVERSAL_REGISTRY.RECORDED_AT);

    private StoredSpans() {}

    static StoredSpan of(Record row) {
        return new StoredSpan(
                new SpanVersion(new SpanId(row.get(UNIVERSAL_REGISTRY.ID)), row.get(UNIVERSAL_REGISTRY.SEQ)),
                CanonicalBytes.of(row.get(UNIVERSAL_REGISTRY.CANONICAL)),
                new PayloadHash(row.get(UNIVERSAL_REGISTRY.PAYLOAD_HASH)),
                new SpanSignature(
                        new KeyId(row.get(UNIVERSAL_REGISTRY.SIG_KEY_ID)),
                        new Kid(row.get(UNIVERSAL_REGISTRY.SIG_KID)),
                        instant(row, UNIVERSAL_REGISTRY.SIG_TS).toEpochMilli(),
                        row.get(UNIVERSAL_REGISTRY.SIG_NONCE),
                        row.get(UNIVERSAL_REGISTRY.SIGNATURE)),
                row.get(UNIVERSAL_REGISTRY.POSITION),
                instant(row, UNIVERSAL_REGISTRY.RECORDED_AT));
    }

    /** Results that follow another one in the same answer have the driver's types, not the generated ones. */
    private static Instant instant(Record row, Field<Instant> column) {
        return Objects.requireNonNull(row.get(column, Instant.class));
    }
}
