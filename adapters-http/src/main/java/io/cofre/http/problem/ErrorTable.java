package io.cofre.http.problem;

import io.cofre.domain.Code;

/** The one table of errors: what status and title each code has. Published with the OpenAPI document. */
public final class ErrorTable {
    private ErrorTable() {}

    /**
     * A row.
     *
     * @param title for people, the same for every problem of the code
     */
    public record Row(int status, String title) {}

    public static int status(Code code) {
        return row(code).status();
    }

    public static Row row(Code code) {
        return switch (code) {
            case REQUEST_MALFORMED -> new Row(400, "The request is not well-formed");
            case REQUEST_UNKNOWN_FIELD -> new Row(400, "A field is not known");
            case REQUEST_FIELD_MISSING -> new Row(400, "A required field is missing");
            case REQUEST_FIELD_INVALID -> new Row(400, "A field has not the form it must have");
            case REQUEST_TOO_LARGE -> new Row(413, "The body is too large");
            case REQUEST_TOO_DEEP -> new Row(413, "The body is nested too deep");
            case REQUEST_HEADERS_TOO_LARGE -> new Row(413, "The headers are too large");
            case REQUEST_MEDIA_TYPE -> new Row(415, "The body's media type is not taken here");
            case REQUEST_NOT_FOUND -> new Row(404, "There is nothing at this path");
            case REQUEST_METHOD -> new Row(405, "The path does not take this method");
            case REQUEST_TIMEOUT -> new Row(408, "The request came too slowly");
            case REQUEST_IDEMPOTENCY_MISMATCH -> new Row(422, "The idempotency key was used for another request");
            case REQUEST_IDEMPOTENCY_UNSUPPORTED -> new Row(400, "No idempotency key is taken here");
            case REQUEST_IN_PROGRESS -> new Row(409, "The first request under this idempotency key still runs");
            case REQUEST_ALREADY_DONE -> new Row(409, "Done before; its answer held a secret and was not kept");
            case REQUEST_RATE_LIMITED -> new Row(429, "Too many requests");

            case AUTH_MISSING -> new Row(401, "A credential is required");
            case AUTH_MALFORMED -> new Row(401, "The credential is malformed");
            case AUTH_UNKNOWN -> new Row(401, "The credential is not known");
            case AUTH_TOKEN_EXPIRED -> new Row(401, "The credential has expired");
            case AUTH_AMBIGUOUS -> new Row(400, "More than one credential");
            case AUTH_SCHEME -> new Row(401, "The authentication scheme is not taken here");
            case AUTH_SCOPE_MISSING -> new Row(403, "A scope is missing");
            case AUTH_SCOPE_INVALID -> new Row(400, "A scope has not the form it must have");
            case AUTH_SCOPE_NOT_GRANTABLE -> new Row(403, "A scope may not be given by this caller");
            case AUTH_TENANT_MISMATCH -> new Row(403, "The tenant is not the credential's own");
            case AUTH_BUSY -> new Row(429, "Too many unknown credentials at once");
            case AUTH_KEY_UNKNOWN -> new Row(404, "No such API key");
            case AUTH_KEY_AMBIGUOUS -> new Row(409, "Several API keys match");
            case AUTH_KEY_KIND -> new Row(400, "The kind of key does not fit its scopes");

            case TENANT_UNKNOWN -> new Row(404, "No such tenant");
            case TENANT_EXISTS -> new Row(409, "The tenant exists");
            case TENANT_SUSPENDED -> new Row(403, "The tenant is suspended");

            case WALLET_UNKNOWN -> new Row(404, "No such wallet");
            case WALLET_EXISTS -> new Row(409, "The wallet exists");
            case WALLET_SUSPENDED -> new Row(403, "The wallet is suspended");
            case WALLET_CLOSED -> new Row(403, "The wallet is closed");
            case WALLET_STATUS -> new Row(409, "The wallet cannot change to this status");
            case WALLET_KID_EXISTS -> new Row(409, "The wallet has a key of this name");
            case WALLET_KID_UNKNOWN -> new Row(404, "The wallet has no key of this name");
            case WALLET_KEY_INACTIVE -> new Row(409, "The key is not active");
            case WALLET_KEY_TYPE -> new Row(409, "The key is of another type");
            case WALLET_KEY_KNOWN -> new Row(409, "The ledger knows this public key already");
            case WALLET_KEY_EXTERNAL -> new Row(409, "The key is held by its client");
            case WALLET_KEY_RESERVED -> new Row(403, "The name is the service's own");
            case WALLET_CAP_MISSING -> new Row(403, "The key lacks the capability");
            case WALLET_PROOF_INVALID -> new Row(422, "The proof of possession does not hold");
            case WALLET_NO_PROVIDER_KEY -> new Row(409, "The wallet has no key for the provider");
            case WALLET_VAULT_UNAVAILABLE -> new Row(503, "The vault is not available");

            case LEDGER_MALFORMED -> new Row(422, "The span is not well-formed");
            case LEDGER_UNSIGNED -> new Row(422, "The span is not signed");
            case LEDGER_ALREADY_SIGNED -> new Row(422, "The span is signed already");
            case LEDGER_HASH_MISMATCH -> new Row(422, "The payload hash is not the span's");
            case LEDGER_ALG_UNKNOWN -> new Row(422, "The signature algorithm is not known");
            case LEDGER_VERSION_TAKEN -> new Row(409, "Another span stands under this version");
            case LEDGER_VERSION_GAP -> new Row(409, "The version is not the next one");
            case LEDGER_PREV_MISMATCH -> new Row(422, "prev_hash is not the hash of the version before");
            case LEDGER_KEY_UNKNOWN -> new Row(422, "The ledger does not know the key");
            case LEDGER_KEY_INACTIVE -> new Row(422, "The key is not active");
            case LEDGER_SIGNATURE_INVALID -> new Row(422, "The signature does not hold");
            case LEDGER_RESERVED_TYPE -> new Row(403, "The entity type is reserved");
            case LEDGER_NOT_OWNER -> new Row(403, "The signer may not write this span");
            case LEDGER_STALE_SIGNATURE -> new Row(422, "The signature is too old or too new");
            case LEDGER_NONCE_REUSED -> new Row(422, "The key has used this nonce before");
            case LEDGER_UNWRITABLE -> new Row(422, "The ledger cannot hold this span");
            case LEDGER_CONTENDED -> new Row(409, "The thing keeps changing");
            case LEDGER_UNAVAILABLE -> new Row(503, "The ledger is not available");
            case LEDGER_OUTCOME_UNKNOWN -> new Row(503, "Whether it was written is not known");
            case SPAN_UNKNOWN -> new Row(404, "No such span");

            case MEMORY_UNKNOWN -> new Row(404, "No such memory");
            case PROMPT_UNKNOWN -> new Row(404, "No such prompt");
            case PROMPT_BLOCK_UNKNOWN -> new Row(422, "The prompt names a block that does not exist");
            case PROMPT_MALFORMED -> new Row(422, "The prompt template is not well-formed");
            case PROMPT_VARIABLE_MISSING -> new Row(422, "A variable of the prompt has no value");
            case PROMPT_VARIABLE_UNDECLARED -> new Row(400, "The prompt declares no such variable");
            case APP_EXISTS -> new Row(409, "The app belongs to another owner");
            case APP_UNKNOWN -> new Row(404, "No such app");

            case PROVIDER_MODEL_UNKNOWN -> new Row(404, "No provider has this model");
            case PROVIDER_NOT_CONFIGURED -> new Row(404, "The provider is not set up");
            case PROVIDER_UNAVAILABLE -> new Row(502, "The provider is not available");
            case PROVIDER_TIMEOUT -> new Row(504, "The provider did not answer in time");
            case PROVIDER_RATE_LIMITED -> new Row(429, "The provider limits this key");
            case PROVIDER_UNAUTHORIZED -> new Row(502, "The provider refuses the wallet's key");
            case PROVIDER_REFUSED -> new Row(502, "The provider refused the request");

            case INTERNAL_CORRUPT -> new Row(500, "What is stored contradicts itself");
            case INTERNAL_ERROR -> new Row(500, "The service failed");
        };
    }
}
