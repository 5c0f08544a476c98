package io.cofre.domain.ledger;

import io.cofre.domain.json.JsonArray;
import io.cofre.domain.json.JsonBool;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonValue;
import io.cofre.ports.app.App;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.provider.ProviderOutcome;
import io.cofre.ports.span.OwnerId;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.span.Visibility;
import io.cofre.ports.tenant.Language;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletItem;
import java.time.Instant;
import java.util.Optional;

/**
 * The spans that the service's own key S leaves for each kind of mutation (spec 03, "Every mutation leaves a span").
 * None holds a secret, a token, or a token's hash.
 */
public final class Records {
    private Records() {}

    public static JsonObject tenant(Tenant tenant, String did, String who, Instant at, Optional<String> reason) {
        JsonObject content = JsonObject.EMPTY
                .with("tenant_id", tenant.id().value())
                .with("name", tenant.name())
                .with("languages", Drafts.texts(Language.wires(tenant.languages())));
        return Drafts.draft(
                        new SpanVersion(DerivedIds.ofTenant(tenant.id()), tenant.seq()),
                        EntityTypes.TENANT,
                        who,
                        "tenant",
                        at,
                        tenant.id(),
                        SystemNames.SYSTEM_OWNER,
                        Visibility.TENANT)
                .with("did", did)
                .with("status", tenant.status().wire())
                .with("content", with(content, "reason", reason));
    }

    /** A wallet with its items as they are from now on: public keys, caps, status; no ref into the vault. */
    public static JsonObject wallet(Wallet wallet, String did, String who, Instant at, Optional<String> reason) {
        JsonArray items = new JsonArray(wallet.items().values().stream()
                .map(item -> (JsonValue) item(item))
                .toList());
        JsonObject content = JsonObject.EMPTY
                .with("wallet_id", wallet.id().value())
                .with("metered", JsonBool.of(wallet.metered()))
                .with("items", items);
        return Drafts.draft(
                        new SpanVersion(DerivedIds.ofWallet(wallet.id()), wallet.seq()),
                        EntityTypes.WALLET,
                        who,
                        "wallet",
                        at,
                        wallet.tenant(),
                        wallet.owner(),
                        Visibility.PRIVATE)
                .with("did", did)
                .with("status", wallet.status().wire())
                .with("content", with(content, "reason", reason));
    }

    private static JsonObject item(WalletItem item) {
        JsonObject base = JsonObject.EMPTY
                .with("kid", item.kid().value())
                .with("caps", Drafts.texts(item.caps()))
                .with("status", item.status().wire())
                .with("version", item.version());
        return switch (item) {
            case WalletItem.Ed25519 key ->
                base.with("type", "ed25519")
                        .with("pubkey_hex", key.publicKey().hex())
                        .with("key_id", key.keyId().value())
                        .with("http_scopes", Drafts.texts(key.httpScopes()));
            case WalletItem.ProviderKey key -> base.with("type", "provider_key").with("provider", key.provider());
        };
    }

    /**
     * An API key's state.
     *
     * @param keyHash the BLAKE3 of the token's hash
     */
    public static JsonObject apiKey(
            TokenRecord token, PayloadHash keyHash, OwnerId owner, String did, String who, Instant at) {
        JsonObject content = JsonObject.EMPTY
                .with("key_hash", keyHash.value())
                .with("wallet_id", token.wallet().value())
                .with("scopes", Drafts.texts(token.scopes()))
                .with("kind", token.kind().wire())
                .with("exp", token.exp().getEpochSecond());
        content = with(content, "description", token.description());
        content = with(content, "app_id", token.app().map(Object::toString));
        content = with(content, "revoke_at", token.revokeAt().map(Drafts::time));
        return Drafts.draft(
                        new SpanVersion(DerivedIds.ofApiKey(keyHash), token.seq()),
                        EntityTypes.API_KEY,
                        who,
                        "api_key",
                        at,
                        token.tenant(),
                        owner,
                        Visibility.PRIVATE)
                .with("did", did)
                .with("status", token.status().wire())
                .with("content", content);
    }

    /** A memory was forgotten: its key is destroyed with this span. */
    public static JsonObject redacted(
            SpanId memory, TenantId tenant, OwnerId owner, String who, Instant at, String reason) {
        return Drafts.draft(
                        new SpanVersion(DerivedIds.ofRedaction(memory), 0),
                        EntityTypes.REDACTED,
                        who,
                        "redacted.memory",
                        at,
                        tenant,
                        owner,
                        Visibility.PRIVATE)
                .with("did", "forgotten")
                .with("parent_id", memory.toString())
                .with("content", JsonObject.EMPTY.with("reason", reason));
    }

    /**
     * A call of a provider.
     *
     * @param inputHash and
     * @param outputHash keyed hashes of the texts, never the texts
     */
    public static JsonObject invocation(
            SpanId id,
            TenantId tenant,
            OwnerId owner,
            String who,
            Instant at,
            String provider,
            String model,
            String status,
            Optional<ProviderOutcome.Usage> usage,
            long durationMs,
            String traceId,
            String inputHash,
            String outputHash) {
        JsonObject content = JsonObject.EMPTY
                .with("provider", provider)
                .with("model", model)
                .with("input_hash", inputHash)
                .with("output_hash", outputHash);
        if (usage.isPresent()) {
            content = content.with(
                    "usage",
                    JsonObject.EMPTY
                            .with("input_tokens", usage.get().inputTokens())
                            .with("output_tokens", usage.get().outputTokens()));
        }
        return Drafts.draft(
                        new SpanVersion(id, 0),
                        EntityTypes.PROVIDER_INVOCATION,
                        who,
                        "provider.invoke",
                        at,
                        tenant,
                        owner,
                        Visibility.PRIVATE)
                .with("did", "invoked")
                .with("status", status)
                .with("duration_ms", durationMs)
                .with("trace_id", traceId)
                .with("content", content);
    }

    /** An app's registration row as its span tells it. */
    public static JsonObject appContent(App app) {
        return JsonObject.EMPTY
                .with("app_id", app.id().value())
                .with("granted_caps", Drafts.texts(app.granted()))
                .with("pending_caps", Drafts.texts(app.pending()));
    }

    /** The visibility of a memory's span. */
    public static Visibility visibility(MemoryEntry.Layer layer) {
        return layer == MemoryEntry.Layer.SHARED ? Visibility.TENANT : Visibility.PRIVATE;
    }

    private static JsonObject with(JsonObject content, String name, Optional<String> value) {
        return value.map(text -> content.with(name, text)).orElse(content);
    }
}
