package io.cofre.domain;

/**
 * Every reason for which a request is refused, by the stable text that programs switch on (spec 00, "Errors"). The HTTP
 * edge owns the one table of their statuses and titles; a code is only ever added.
 */
public enum Code {
    REQUEST_MALFORMED("request.malformed"),
    REQUEST_UNKNOWN_FIELD("request.unknown_field"),
    REQUEST_FIELD_MISSING("request.field_missing"),
    REQUEST_FIELD_INVALID("request.field_invalid"),
    REQUEST_TOO_LARGE("request.too_large"),
    REQUEST_TOO_DEEP("request.too_deep"),
    REQUEST_HEADERS_TOO_LARGE("request.headers_too_large"),
    REQUEST_MEDIA_TYPE("request.media_type"),
    REQUEST_NOT_FOUND("request.not_found"),
    REQUEST_METHOD("request.method_not_allowed"),
    REQUEST_TIMEOUT("request.timeout"),
    REQUEST_IDEMPOTENCY_MISMATCH("request.idempotency_mismatch"),
    REQUEST_IDEMPOTENCY_UNSUPPORTED("request.idempotency_unsupported"),
    REQUEST_IN_PROGRESS("request.in_progress"),
    REQUEST_ALREADY_DONE("request.already_done"),
    REQUEST_RATE_LIMITED("request.rate_limited"),

    AUTH_MISSING("auth.missing"),
    AUTH_MALFORMED("auth.malformed"),
    AUTH_UNKNOWN("auth.unknown"),
    AUTH_TOKEN_EXPIRED("auth.token_expired"),
    AUTH_AMBIGUOUS("auth.ambiguous_credentials"),
    AUTH_SCHEME("auth.scheme_unsupported"),
    AUTH_SCOPE_MISSING("auth.scope_missing"),
    AUTH_SCOPE_INVALID("auth.scope_invalid"),
    AUTH_SCOPE_NOT_GRANTABLE("auth.scope_not_grantable"),
    AUTH_TENANT_MISMATCH("auth.tenant_mismatch"),
    AUTH_BUSY("auth.busy"),
    AUTH_KEY_UNKNOWN("auth.key_unknown"),
    AUTH_KEY_AMBIGUOUS("auth.key_ambiguous"),
    AUTH_KEY_KIND("auth.key_kind"),

    TENANT_UNKNOWN("tenant.unknown"),
    TENANT_EXISTS("tenant.exists"),
    TENANT_SUSPENDED("tenant.suspended"),

    WALLET_UNKNOWN("wallet.unknown"),
    WALLET_EXISTS("wallet.exists"),
    WALLET_SUSPENDED("wallet.suspended"),
    WALLET_CLOSED("wallet.closed"),
    WALLET_STATUS("wallet.status_invalid"),
    WALLET_KID_EXISTS("wallet.kid_exists"),
    WALLET_KID_UNKNOWN("wallet.kid_unknown"),
    WALLET_KEY_INACTIVE("wallet.key_inactive"),
    WALLET_KEY_TYPE("wallet.key_type"),
    WALLET_KEY_EXTERNAL("wallet.key_external"),
    WALLET_KEY_KNOWN("wallet.key_known"),
    WALLET_KEY_RESERVED("wallet.key_reserved"),
    WALLET_CAP_MISSING("wallet.cap_missing"),
    WALLET_PROOF_INVALID("wallet.proof_invalid"),
    WALLET_NO_PROVIDER_KEY("wallet.no_provider_key"),
    WALLET_VAULT_UNAVAILABLE("wallet.vault_unavailable"),

    LEDGER_MALFORMED("ledger.malformed"),
    LEDGER_UNSIGNED("ledger.unsigned"),
    LEDGER_ALREADY_SIGNED("ledger.already_signed"),
    LEDGER_HASH_MISMATCH("ledger.hash_mismatch"),
    LEDGER_ALG_UNKNOWN("ledger.alg_unknown"),
    LEDGER_VERSION_TAKEN("ledger.version_taken"),
    LEDGER_VERSION_GAP("ledger.version_gap"),
    LEDGER_PREV_MISMATCH("ledger.prev_mismatch"),
    LEDGER_KEY_UNKNOWN("ledger.key_unknown"),
    LEDGER_KEY_INACTIVE("ledger.key_inactive"),
    LEDGER_SIGNATURE_INVALID("ledger.signature_invalid"),
    LEDGER_RESERVED_TYPE("ledger.reserved_type"),
    LEDGER_NOT_OWNER("ledger.not_owner"),
    LEDGER_STALE_SIGNATURE("ledger.stale_signature"),
    LEDGER_NONCE_REUSED("ledger.nonce_reused"),
    LEDGER_UNWRITABLE("ledger.unwritable"),
    LEDGER_CONTENDED("ledger.contended"),
    LEDGER_UNAVAILABLE("ledger.unavailable"),
    LEDGER_OUTCOME_UNKNOWN("ledger.outcome_unknown"),
    SPAN_UNKNOWN("span.unknown"),

    MEMORY_UNKNOWN("memory.unknown"),
    PROMPT_UNKNOWN("prompt.unknown"),
    PROMPT_BLOCK_UNKNOWN("prompt.block_unknown"),
    PROMPT_MALFORMED("prompt.malformed"),
    PROMPT_VARIABLE_MISSING("prompt.variable_missing"),
    PROMPT_VARIABLE_UNDECLARED("prompt.variable_undeclared"),
    APP_EXISTS("app.exists"),
    APP_UNKNOWN("app.unknown"),

    PROVIDER_MODEL_UNKNOWN("provider.model_unknown"),
    PROVIDER_NOT_CONFIGURED("provider.not_configured"),
    PROVIDER_UNAVAILABLE("provider.unavailable"),
    PROVIDER_TIMEOUT("provider.timeout"),
    PROVIDER_RATE_LIMITED("provider.rate_limited"),
    PROVIDER_UNAUTHORIZED("provider.unauthorized"),
    PROVIDER_REFUSED("provider.refused"),

    INTERNAL_CORRUPT("internal.corrupt"),
    INTERNAL_ERROR("internal.error");

    private final String wire;

    Code(String wire) {
        this.wire = wire;
    }

    /** The text in {@code code} of a problem. */
    public String wire() {
        return wire;
    }
}
