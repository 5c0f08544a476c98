package io.cofre.domain.ledger;

import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.SpanHeader;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.Visibility;

/**
 * Who may sign which span (spec 03, "Who signs what"). Pure; judges what never changes about a key, so it may be asked
 * before the journal's lock.
 */
public final class Writers {
    private static final String TYPE = "entity_type";
    private static final String SYSTEM_IDS = "00000000-0000-4000-8000-";

    /** By which way a span came. */
    public enum Way {
        /** Signed outside and appended as it is, or to be signed for a caller: reserved types are refused. */
        OPEN,
        /** Made by a use case of this service. */
        USE_CASE
    }

    /** What came of it. */
    public sealed interface Writing {
        record Allowed() implements Writing {}

        /**
         * {@code ledger.reserved_type}.
         *
         * @param member which member of the span is at fault
         */
        record Reserved(String member, String why) implements Writing {}

        /**
         * {@code ledger.not_owner}.
         *
         * @param member which member of the span is at fault
         */
        record NotOwner(String member, String why) implements Writing {}
    }

    private static final Writing ALLOWED = new Writing.Allowed();

    private Writers() {}

    /** Whether this key may sign this span. */
    public static Writing judge(LedgerKey signer, SpanHeader span, Way way) {
        if (way == Way.OPEN && EntityTypes.reserved(span.entityType())) {
            return new Writing.Reserved(TYPE, "entity_type " + span.entityType() + " comes only from its own use case");
        }
        if (systemId(span.id()) && signer.role() != LedgerKey.Role.ROOT) {
            return new Writing.Reserved("id", "ids " + SYSTEM_IDS + "* belong to the system's root key");
        }
        if (span.visibility() == Visibility.PUBLIC && signer.role() != LedgerKey.Role.ROOT) {
            return new Writing.NotOwner("visibility", "only the system's root key writes public spans");
        }
        return switch (signer.role()) {
            case ROOT -> root(span);
            case SERVICE ->
                EntityTypes.ofService(span.entityType())
                        ? ALLOWED
                        : new Writing.Reserved(TYPE, "the service's key does not sign " + span.entityType());
            case TENANT_ROOT -> tenantRoot(signer, span);
            case WALLET, DEVICE -> wallet(signer, span);
        };
    }

    private static Writing root(SpanHeader span) {
        boolean says = span.entityType().equals(EntityTypes.LOGLINE_ID)
                || span.entityType().equals(EntityTypes.MANIFEST)
                || span.entityType().equals(EntityTypes.FUNCTION)
                || span.entityType().equals(EntityTypes.POLICY)
                || span.entityType().equals(EntityTypes.PROMPT_TEMPLATE)
                || span.entityType().equals(EntityTypes.PROMPT_BLOCK);
        return says ? ALLOWED : new Writing.Reserved(TYPE, "the root key does not sign " + span.entityType());
    }

    private static Writing tenantRoot(LedgerKey signer, SpanHeader span) {
        if (!signer.tenant().equals(span.tenant())) {
            return new Writing.NotOwner("tenant_id", "the key belongs to another tenant");
        }
        boolean says = span.entityType().equals(EntityTypes.LOGLINE_ID) || EntityTypes.ofTenantRoot(span.entityType());
        return says ? ALLOWED : new Writing.Reserved(TYPE, "a tenant's root key does not sign " + span.entityType());
    }

    private static Writing wallet(LedgerKey signer, SpanHeader span) {
        if (!signer.tenant().equals(span.tenant())) {
            return new Writing.NotOwner("tenant_id", "the key belongs to another tenant");
        }
        if (!signer.owner().equals(span.owner())) {
            return new Writing.NotOwner("owner_id", "the key belongs to another owner");
        }
        if (EntityTypes.ofService(span.entityType())
                || span.entityType().equals(EntityTypes.MANIFEST)
                || span.entityType().equals(EntityTypes.FUNCTION)
                || span.entityType().equals(EntityTypes.POLICY)) {
            return new Writing.Reserved(TYPE, "a wallet's key does not sign " + span.entityType());
        }
        return ALLOWED;
    }

    private static boolean systemId(SpanId id) {
        return id.toString().startsWith(SYSTEM_IDS);
    }
}
