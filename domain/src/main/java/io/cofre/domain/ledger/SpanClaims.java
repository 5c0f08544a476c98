package io.cofre.domain.ledger;

import io.cofre.domain.ledger.Claim.Thing;
import io.cofre.domain.ledger.Claim.Words;
import io.cofre.ports.audit.AuditTable;
import io.cofre.ports.span.EntityType;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.SpanHeader;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.StoredSpan;
import io.cofre.ports.tenant.Language;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the spans of each type say of the projections' rows: {@link Records} and {@link LoglineId} read the other way
 * round.
 */
final class SpanClaims {
    private static final String MEMORY_THING = "memory.";

    private final StoredSpan stored;
    private final SpanHeader header;
    private final Content content;
    private final Function<Thing, Optional<Claim>> before;

    /** @param before what the version before said of a thing */
    SpanClaims(StoredSpan stored, SpanHeader header, Function<Thing, Optional<Claim>> before) {
        this.stored = stored;
        this.header = header;
        this.content = Content.of(stored.canonical(), header.slices().content());
        this.before = before;
    }

    /**
     * One claim a row.
     *
     * @param issued the API key that the same change issued, which a key that it rotates points to
     */
    List<Claim> all(Optional<SpanId> issued) {
        List<Claim> claims = new ArrayList<>();
        claims.add(head());
        claims.add(nonce());
        EntityType type = header.entityType();
        if (type.equals(EntityTypes.LOGLINE_ID)) {
            LoglineContent.read(header, stored.canonical()).ifPresent(said -> claims.add(key(said.key())));
        } else if (type.equals(EntityTypes.TENANT)) {
            claims.add(tenant());
        } else if (type.equals(EntityTypes.WALLET)) {
            claims.add(wallet());
            int place = 0;
            for (Content item : content.objects("items")) {
                claims.add(item(item, place++));
            }
        } else if (type.equals(EntityTypes.API_KEY)) {
            claims.add(token(issued));
        } else if (type.equals(EntityTypes.MEMORY)) {
            claims.add(memory());
        } else if (type.equals(EntityTypes.APP_REGISTRATION) || approves()) {
            claims.add(app());
        }
        return claims;
    }

    /** The row that this span takes away. */
    Optional<Thing> taken() {
        return header.entityType().equals(EntityTypes.REDACTED)
                ? header.parentId().map(id -> new Thing(AuditTable.MEMORY, id.toString()))
                : Optional.empty();
    }

    private Words words(Thing thing) {
        return new Words(before.apply(thing));
    }

    private Words caused(Words words) {
        return words.put("cause_id", header.id()).put("cause_seq", header.seq()).put("position", stored.position());
    }

    private Claim claim(Thing thing, Words words) {
        return words.claim(thing, header.version(), stored.position());
    }

    private Thing own(AuditTable table) {
        return new Thing(table, header.id().toString());
    }

    private boolean first() {
        return header.seq() == 0;
    }

    private Claim head() {
        Thing thing = own(AuditTable.HEAD);
        return claim(
                thing,
                words(thing)
                        .put("id", header.id())
                        .put("seq", header.seq())
                        .put("tenant_id", header.tenant())
                        .put("owner_id", header.owner())
                        .put("entity_type", header.entityType())
                        .put("visibility", header.visibility().wire())
                        .put("status", header.status())
                        .put("is_deleted", header.deleted())
                        .put("name", header.name())
                        .put("payload_hash", stored.payloadHash())
                        .put("position", stored.position())
                        .put("recorded_at", stored.recordedAt()));
    }

    private Claim nonce() {
        return claim(
                own(AuditTable.NONCE),
                new Words(Optional.empty())
                        .put("key_id", stored.signature().keyId())
                        .put("nonce", stored.signature().nonce())
                        .put("ts", Instant.ofEpochMilli(stored.signature().ts())));
    }

    private Claim key(LedgerKey key) {
        Thing thing = own(AuditTable.KEY);
        Words words = words(thing)
                .put("key_id", key.keyId())
                .put("public_key", key.publicKey().hex())
                .put("kid", key.kid())
                .put("wallet_id", key.wallet())
                .put("tenant_id", key.tenant())
                .put("owner_id", key.owner())
                .put("role", key.role().wire())
                .put("status", key.status().wire())
                .put("cause_id", header.id())
                .put("cause_seq", header.seq())
                .born(first(), "introduced_at", stored.position());
        return claim(thing, key.status() == LedgerKey.Status.ACTIVE ? words : words.put("ended_at", stored.position()));
    }

    private Claim tenant() {
        Thing thing = own(AuditTable.TENANT);
        return claim(
                thing,
                caused(words(thing))
                        .put("tenant_id", content.text("tenant_id"))
                        .put("name", content.text("name"))
                        .put("status", header.status())
                        .list("languages", languages())
                        .put("seq", header.seq())
                        .born(first(), "created_at", header.at()));
    }

    /** Of a tenant that was made before one could choose: all. */
    private List<String> languages() {
        return content.object().find("languages").isPresent()
                ? content.texts("languages")
                : Language.wires(Language.ALL);
    }

    private Claim wallet() {
        Thing thing = own(AuditTable.WALLET);
        return claim(
                thing,
                caused(words(thing))
                        .put("wallet_id", content.text("wallet_id"))
                        .put("owner_id", header.owner())
                        .put("tenant_id", header.tenant())
                        .put("status", header.status())
                        .put("metered", content.flag("metered"))
                        .put("seq", header.seq())
                        .born(first(), "created_at", header.at()));
    }

    private Claim item(Content item, int place) {
        Thing thing =
                new Thing(AuditTable.ITEM, header.id() + "/" + item.text("kid").orElse(""));
        Optional<Claim> former = before.apply(thing);
        Words words = new Words(former)
                .put("wallet_id", content.text("wallet_id"))
                .put("kid", item.text("kid"))
                .put("place", place)
                .put("type", item.text("type"))
                .put("public_key", item.text("pubkey_hex"))
                .put("key_id", item.text("key_id"))
                .put("provider", item.text("provider"))
                .list("caps", item.texts("caps"))
                .list("http_scopes", item.texts("http_scopes"))
                .put("status", item.text("status"))
                .put("version", item.integer("version"))
                .born(former.isEmpty(), "created_at", header.at());
        boolean rotated = former.isPresent()
                && !former.get().says().getOrDefault("version", List.of()).equals(version(item));
        return claim(
                thing,
                rotated ? words.put("rotated_at", header.at()) : former.isPresent() ? words.kept("rotated_at") : words);
    }

    private static List<String> version(Content item) {
        return item.integer("version").map(number -> List.of(number.toString())).orElse(List.of());
    }

    /** The row holds hashes of tokens, which are told by the ids of their spans here. */
    private Claim token(Optional<SpanId> issued) {
        Thing thing = own(AuditTable.TOKEN);
        Words words = caused(words(thing))
                .put("token_hash", header.id())
                .put("wallet_id", content.text("wallet_id"))
                .put("tenant_id", header.tenant())
                .list("scopes", content.texts("scopes"))
                .put("exp", content.integer("exp").map(Instant::ofEpochSecond))
                .put("status", header.status())
                .put("description", content.text("description"))
                .put("revoke_at", content.text("revoke_at").flatMap(SpanColumns::time))
                .put("kind", content.text("kind"))
                .put("app_id", content.text("app_id"))
                .put("seq", header.seq())
                .born(first(), "created_at", header.at())
                .born(first(), "created_by", header.who());
        if (header.did().equals(Optional.of("rotated"))) {
            return claim(thing, issued.isPresent() ? words.put("rotated_to", issued) : words.unknown("rotated_to"));
        }
        return claim(thing, first() ? words : words.kept("rotated_to"));
    }

    private Claim memory() {
        Content metadata = Content.of(stored.canonical(), header.slices().metadata());
        return claim(
                own(AuditTable.MEMORY),
                caused(new Words(Optional.empty()))
                        .put("memory_id", header.id())
                        .put("tenant_id", header.tenant())
                        .put("owner_id", header.owner())
                        .put("layer", metadata.text("layer"))
                        .put(
                                "type",
                                header.thing()
                                        .substring(Math.min(
                                                MEMORY_THING.length(),
                                                header.thing().length())))
                        .put("sensitivity", metadata.text("sensitivity"))
                        .put("at", header.at())
                        .put("expires_at", metadata.text("expires_at").flatMap(SpanColumns::time)));
    }

    private boolean approves() {
        return header.entityType().equals(EntityTypes.CAPABILITY_GRANT)
                && header.did().equals(Optional.of("approved"));
    }

    private Claim app() {
        Thing thing = new Thing(
                AuditTable.APP, header.tenant() + "/" + content.text("app_id").orElse(""));
        boolean registers = !approves();
        return claim(
                thing,
                caused(words(thing))
                        .put("tenant_id", header.tenant())
                        .put("app_id", content.text("app_id"))
                        .put("owner_id", header.owner())
                        .list("granted", content.texts("granted_caps"))
                        .list("pending", content.texts("pending_caps"))
                        .born(registers, "span_id", header.id())
                        .born(registers, "status", header.status().orElse(""))
                        .born(registers, "registered_at", header.at())
                        .born(registers, "seq", header.seq()));
    }
}
