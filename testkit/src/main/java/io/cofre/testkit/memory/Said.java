package io.cofre.testkit.memory;

import io.cofre.ports.app.App;
import io.cofre.ports.audit.AuditRow;
import io.cofre.ports.audit.AuditTable;
import io.cofre.ports.journal.Head;
import io.cofre.ports.journal.Once;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.span.CanonicalBytes;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.SpanHeader;
import io.cofre.ports.span.SpanSignature;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.VerifiedSpan;
import io.cofre.ports.tenant.Language;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.token.TokenRecord;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletItem;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts as the rows of an {@code AuditTable} say them, column by column. */
public final class Said {
    private final Map<String, List<String>> columns = new HashMap<>();

    private Said() {}

    public static AuditRow span(VerifiedSpan span, Receipt receipt, long changePosition) {
        SpanHeader header = span.header();
        SpanSignature signature = span.signature();
        SpanHeader.Slices json = header.slices();
        return version(header)
                .put("who", header.who())
                .put("did", header.did())
                .put("this", header.thing())
                .put("at", header.at())
                .put("parent_id", header.parentId())
                .list("related_to", header.relatedTo())
                .put("description", header.description())
                .put("code", header.code())
                .put("language", header.language())
                .put("runtime", header.runtime())
                .put("input", text(span, json.input()))
                .put("output", text(span, json.output()))
                .put("error", text(span, json.error()))
                .put("content", text(span, json.content()))
                .put("metadata", text(span, json.metadata()))
                .put("duration_ms", header.durationMs())
                .put("trace_id", header.traceId())
                .put("prev_hash", header.prevHash())
                .put("payload_hash", span.payloadHash())
                .put("sig_alg", SpanSignature.ALG)
                .put("sig_key_id", signature.keyId())
                .put("sig_kid", signature.kid())
                .put("sig_ts", Instant.ofEpochMilli(signature.ts()))
                .put("sig_nonce", signature.nonce())
                .put("signature", signature.signature())
                .put("position", receipt.position())
                .put("change_position", changePosition)
                .put("recorded_at", receipt.recordedAt())
                .row(AuditTable.SPAN, receipt.position());
    }

    public static AuditRow head(SpanHeader header, Head head, Instant recordedAt) {
        return version(header)
                .put("payload_hash", head.payloadHash())
                .put("position", head.position())
                .put("recorded_at", recordedAt)
                .row(AuditTable.HEAD, head.position());
    }

    private static Said version(SpanHeader header) {
        return new Said()
                .put("id", header.id())
                .put("seq", header.seq())
                .put("entity_type", header.entityType())
                .put("tenant_id", header.tenant())
                .put("owner_id", header.owner())
                .put("visibility", header.visibility().wire())
                .put("status", header.status())
                .put("is_deleted", header.deleted())
                .put("name", header.name());
    }

    public static AuditRow nonce(SpanSignature signature, long position) {
        return new Said()
                .put("key_id", signature.keyId())
                .put("nonce", signature.nonce())
                .put("ts", Instant.ofEpochMilli(signature.ts()))
                .row(AuditTable.NONCE, position);
    }

    public static AuditRow key(LedgerKey key, SpanVersion cause) {
        return new Said()
                .put("key_id", key.keyId())
                .put("public_key", key.publicKey().hex())
                .put("kid", key.kid())
                .put("wallet_id", key.wallet())
                .put("tenant_id", key.tenant())
                .put("owner_id", key.owner())
                .put("role", key.role().wire())
                .put("status", key.status().wire())
                .put("introduced_at", key.introducedAt())
                .put("ended_at", key.endedAt())
                .put("cause_id", cause.id())
                .put("cause_seq", cause.seq())
                .row(AuditTable.KEY, key.endedAt().orElse(key.introducedAt()));
    }

    public static AuditRow once(Once once, Receipt first) {
        return new Said()
                .put("tenant_id", once.key().tenant())
                .put("wallet_id", once.key().wallet())
                .put("method", once.key().method())
                .put("path", once.key().path())
                .put("value", once.key().value())
                .put("body_hash", once.bodyHash())
                .put("withheld", once.answer() instanceof Once.Answer.Withheld)
                .put("answer", once.answer().json())
                .put("change_position", first.position())
                .put("recorded_at", first.recordedAt())
                .row(AuditTable.ONCE, first.position());
    }

    public static AuditRow tenant(Tenant tenant, SpanVersion cause, long position) {
        return caused(cause, position)
                .put("tenant_id", tenant.id())
                .put("name", tenant.name())
                .put("status", tenant.status().wire())
                .put("hash_key", tenant.hashKey())
                .put("wrapping_key", tenant.wrappingKey())
                .list("languages", Language.wires(tenant.languages()))
                .put("created_at", tenant.createdAt())
                .put("seq", tenant.seq())
                .row(AuditTable.TENANT, position);
    }

    public static AuditRow wallet(Wallet wallet, SpanVersion cause, long position) {
        return caused(cause, position)
                .put("wallet_id", wallet.id())
                .put("owner_id", wallet.owner())
                .put("tenant_id", wallet.tenant())
                .put("status", wallet.status().wire())
                .put("created_at", wallet.createdAt())
                .put("metered", wallet.metered())
                .put("seq", wallet.seq())
                .row(AuditTable.WALLET, position);
    }

    /**
     * A wallet's item.
     *
     * @param place in its wallet, from 0 up
     */
    public static AuditRow item(Wallet wallet, WalletItem item, int place, long position) {
        Said said = new Said()
                .put("wallet_id", wallet.id())
                .put("kid", item.kid())
                .put("place", place)
                .put("secret_ref", item.secret())
                .list("caps", item.caps())
                .put("status", item.status().wire())
                .put("version", item.version())
                .put("created_at", item.createdAt())
                .put("rotated_at", item.rotatedAt());
        Said typed = switch (item) {
            case WalletItem.Ed25519 key ->
                said.put("type", "ed25519")
                        .put("public_key", key.publicKey().hex())
                        .put("key_id", key.keyId())
                        .list("http_scopes", key.httpScopes());
            case WalletItem.ProviderKey key ->
                said.put("type", "provider_key").put("provider", key.provider()).list("http_scopes", List.of());
        };
        return typed.row(AuditTable.ITEM, position);
    }

    public static AuditRow token(TokenRecord token, SpanVersion cause, long position) {
        return caused(cause, position)
                .put("token_hash", token.hash())
                .put("hash_version", token.hash().value().replaceAll("^argon2id[$]v([0-9]+).*", "$1"))
                .put("token_last4", token.last4())
                .put("wallet_id", token.wallet())
                .put("tenant_id", token.tenant())
                .list("scopes", token.scopes())
                .put("exp", token.exp())
                .put("status", token.status().wire())
                .put("description", token.description())
                .put("created_at", token.createdAt())
                .put("created_by", token.createdBy())
                .put("last_used_at", token.lastUsedAt())
                .put("rotated_to", token.rotatedTo())
                .put("revoke_at", token.revokeAt())
                .put("kind", token.kind().wire())
                .put("app_id", token.app())
                .put("requests_per_minute", token.requestsPerMinute())
                .put("seq", token.seq())
                .row(AuditTable.TOKEN, position);
    }

    public static AuditRow app(App app, SpanVersion cause, long position) {
        return caused(cause, position)
                .put("tenant_id", app.tenant())
                .put("app_id", app.id())
                .put("owner_id", app.owner())
                .put("span_id", app.span())
                .put("status", app.status())
                .list("granted", app.granted())
                .list("pending", app.pending())
                .put("registered_at", app.registeredAt())
                .put("seq", app.seq())
                .row(AuditTable.APP, position);
    }

    public static AuditRow memory(MemoryEntry memory, SpanVersion cause, long position) {
        return caused(cause, position)
                .put("memory_id", memory.id())
                .put("tenant_id", memory.tenant())
                .put("owner_id", memory.owner())
                .put("layer", memory.layer().wire())
                .put("type", memory.type())
                .put("sensitivity", memory.sensitivity().wire())
                .put("wrapped_key", memory.wrappedKey())
                .put("at", memory.at())
                .put("expires_at", memory.expiresAt())
                .row(AuditTable.MEMORY, position);
    }

    private static Said caused(SpanVersion cause, long position) {
        return new Said()
                .put("cause_id", cause.id())
                .put("cause_seq", cause.seq())
                .put("position", position);
    }

    /** The row of one column. */
    static AuditRow only(AuditTable table, String column, Object value) {
        return new Said().put(column, value).row(table, 0);
    }

    /** With its place in the outbox, from 1 up. */
    public static AuditRow leftover(Object ref, long place, SpanVersion cause, long position) {
        return caused(cause, position).put("ref", ref).put("place", place).row(AuditTable.LEFTOVER, position);
    }

    private static Optional<String> text(VerifiedSpan span, Optional<CanonicalBytes.Slice> slice) {
        return slice.map(span.canonical()::text);
    }

    private Said put(String column, Object value) {
        columns.put(column, List.of(value.toString()));
        return this;
    }

    private Said put(String column, Optional<?> value) {
        value.ifPresent(present -> put(column, present));
        return this;
    }

    private Said list(String column, Collection<?> values) {
        columns.put(column, values.stream().map(Object::toString).toList());
        return this;
    }

    private AuditRow row(AuditTable table, long position) {
        return new AuditRow(table, position, columns);
    }
}
