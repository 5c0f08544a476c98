package io.cofre.assembly.node;

import java.util.Map;

/** What docs/threat-model.md lists under "Not detected yet": columns and whole tables, with the reason. */
final class NotDetected {
    private static final String CIPHER =
            "encrypted: a change is found when the secret is used, not by an audit," + " which has no master key";
    private static final String REQUEST = "of a request, of which a span tells only what it came to";
    private static final String NO_SPAN = "lives for minutes, and no span tells of it";
    private static final String SEARCHED = "made of texts that stand in spans encrypted; granted to no role";

    static final Map<String, String> REASONS = Map.ofEntries(
            Map.entry("ledger.once.tenant_id", REQUEST),
            Map.entry("ledger.once.wallet_id", REQUEST),
            Map.entry("ledger.once.method", REQUEST),
            Map.entry("ledger.once.path", REQUEST),
            Map.entry("ledger.once.value", REQUEST),
            Map.entry("ledger.once.body_hash", REQUEST),
            Map.entry("ledger.once.withheld", REQUEST),
            Map.entry("ledger.once.answer", REQUEST),
            Map.entry("cofre.auth_api_tokens.token_last4", "four characters of the token, which no span may hold"),
            Map.entry("cofre.auth_api_tokens.last_used_at", "written lazily, without a span"),
            Map.entry("cofre.auth_api_tokens.requests_per_minute", "not in the api_key span"),
            Map.entry("cofre.content_keys.wrapped_key", CIPHER),
            Map.entry("vault.secrets.master_key_id", CIPHER),
            Map.entry("vault.secrets.wrapped_key", CIPHER),
            Map.entry("vault.secrets.ciphertext", CIPHER),
            Map.entry("vault.secrets.made_at", "the vault's own"),
            Map.entry("vault.leftovers.ref", "spans hold no refs into the vault"),
            Map.entry("vault.leftovers.place", "the outbox's own order"),
            Map.entry("cofre.wallet_sessions", NO_SPAN),
            Map.entry("cofre.request_nonces", NO_SPAN),
            Map.entry("cofre.memory_scopes", SEARCHED),
            Map.entry("cofre.memory_index", SEARCHED),
            Map.entry("cofre.memory_texts", SEARCHED),
            Map.entry("cofre.memory_words", SEARCHED),
            Map.entry("ledger.flyway_schema_history", "which migrations were applied"));

    private NotDetected() {}
}
