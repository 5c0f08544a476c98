package io.cofre.domain.ledger;

import io.cofre.ports.span.EntityType;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The entity types that mean something to Cofre itself (spec 03, "Who signs what"): a closed list, reserved for their
 * use cases.
 */
public final class EntityTypes {
    public static final EntityType LOGLINE_ID = new EntityType("logline_id");
    public static final EntityType MANIFEST = new EntityType("manifest");
    public static final EntityType FUNCTION = new EntityType("function");
    public static final EntityType POLICY = new EntityType("policy");
    public static final EntityType TENANT = new EntityType("tenant");
    public static final EntityType WALLET = new EntityType("wallet");
    public static final EntityType API_KEY = new EntityType("api_key");
    public static final EntityType MEMORY = new EntityType("memory");
    public static final EntityType REDACTED = new EntityType("redacted");
    public static final EntityType APP_REGISTRATION = new EntityType("app_registration");
    public static final EntityType CAPABILITY_GRANT = new EntityType("capability_grant");
    public static final EntityType SLO_SPEC = new EntityType("slo_spec");
    public static final EntityType SMOKE_TEST_REQUESTED = new EntityType("smoke_test.requested");
    public static final EntityType PROVIDER_INVOCATION = new EntityType("provider_invocation");
    public static final EntityType PROMPT_TEMPLATE = new EntityType("prompt_template");
    public static final EntityType PROMPT_BLOCK = new EntityType("prompt_block");
    public static final EntityType MEMORY_CONTRACT = new EntityType("memory_contract");

    /** What the service's key S records about any tenant and owner. */
    private static final Set<EntityType> SERVICE = types(
            "api_key",
            "wallet",
            "tenant",
            "device",
            "credit",
            "boot_event",
            "execution",
            "request",
            "function_schedule",
            "status_patch",
            "policy_violation",
            "provider_invocation",
            "redacted",
            "model_config",
            "dead_letter",
            "checkpoint");

    /** What a tenant's root T says, beside {@code logline_id}. */
    private static final Set<EntityType> TENANT_ROOT = types("manifest", "function", "policy", "capability_grant");

    /** What a wallet's key says, and only through its use case. */
    private static final Set<EntityType> WALLET_ONLY_BY_USE_CASE =
            types("memory", "app_registration", "capability_grant", "slo_spec", "smoke_test.requested");

    private static final String JOBS = "job.";

    private EntityTypes() {}

    private static Set<EntityType> types(String... names) {
        return Stream.of(names).map(EntityType::new).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the service's key signs spans of this type. */
    static boolean ofService(EntityType type) {
        return SERVICE.contains(type) || type.value().startsWith(JOBS);
    }

    /** Whether a tenant's root key signs spans of this type, beside {@code logline_id}. */
    static boolean ofTenantRoot(EntityType type) {
        return TENANT_ROOT.contains(type);
    }

    /**
     * Whether spans of this type come only from their use case; {@code POST /api/spans} and {@code /wallet/sign/span}
     * refuse them.
     */
    public static boolean reserved(EntityType type) {
        return type.equals(LOGLINE_ID)
                || ofService(type)
                || ofTenantRoot(type)
                || WALLET_ONLY_BY_USE_CASE.contains(type);
    }
}
