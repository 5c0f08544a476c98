package io.cofre.ports.journal;

import io.cofre.ports.span.EntityType;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.SpanHeader;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.span.Visibility;
import java.util.Optional;

/**
 * What is current of one id: the projection that makes {@code (id, seq)} unique.
 *
 * @param position of the newest version
 * @param payloadHash of the newest version
 */
public record Head(
        SpanId id,
        long seq,
        TenantId tenant,
        OwnerId owner,
        EntityType entityType,
        Visibility visibility,
        Optional<String> status,
        boolean deleted,
        long position,
        PayloadHash payloadHash) {

    public static Head of(SpanHeader header, long position, PayloadHash payloadHash) {
        return new Head(
                header.id(),
                header.seq(),
                header.tenant(),
                header.owner(),
                header.entityType(),
                header.visibility(),
                header.status(),
                header.deleted(),
                position,
                payloadHash);
    }
}
