package io.cofre.domain.ledger;

import io.cofre.domain.json.Canonical;
import io.cofre.domain.json.JsonLimits;
import io.cofre.domain.json.JsonParse;
import io.cofre.domain.json.JsonReader;
import io.cofre.ports.audit.AuditRow;
import io.cofre.ports.span.CanonicalBytes;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.PayloadHash;
import io.cofre.ports.span.SpanHeader;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanSignature;
import io.cofre.ports.span.SpanVersion;
import io.cofre.ports.span.StoredSpan;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The columns of the registry beside the signed bytes: they serve queries, and must say what the bytes say. */
final class SpanColumns {
    /** A double that takes three characters in canonical form may take over 300 in the store's. */
    private static final JsonLimits LIMITS = new JsonLimits(128 * CanonicalBytes.MAX_BYTES, 64);

    /** Where the row stands in the ledger is no part of the span. */
    private static final Set<String> OF_THE_LEDGER = Set.of("position", "change_position", "recorded_at");

    private SpanColumns() {}

    /** The span as it is verified; empty where a column has not even the form. */
    static Optional<StoredSpan> stored(AuditRow row, CanonicalBytes canonical) {
        Optional<SpanId> id = row.one("id").flatMap(SpanId::parse);
        Optional<Long> seq = row.one("seq").map(Long::parseLong).filter(number -> number >= 0);
        Optional<PayloadHash> hash = row.one("payload_hash").flatMap(PayloadHash::parse);
        Optional<KeyId> key = row.one("sig_key_id").flatMap(KeyId::parse);
        Optional<Kid> kid = row.one("sig_kid").flatMap(Kid::parse);
        Optional<Instant> ts = row.one("sig_ts").flatMap(SpanColumns::time);
        Optional<String> nonce = row.one("sig_nonce");
        Optional<String> signature = row.one("signature");
        Optional<Instant> recordedAt = row.one("recorded_at").flatMap(SpanColumns::time);
        boolean whole = id.isPresent()
                && seq.isPresent()
                && hash.isPresent()
                && key.isPresent()
                && kid.isPresent()
                && ts.isPresent()
                && nonce.isPresent()
                && signature.isPresent()
                && recordedAt.isPresent();
        return whole
                ? Optional.of(new StoredSpan(
                        new SpanVersion(id.get(), seq.get()),
                        canonical,
                        hash.get(),
                        new SpanSignature(key.get(), kid.get(), ts.get().toEpochMilli(), nonce.get(), signature.get()),
                        row.position(),
                        recordedAt.get()))
                : Optional.empty();
    }

    /** The columns that say something else than the bytes, by name. A column that nobody knows is one of them. */
    static Set<String> differing(AuditRow row, SpanHeader header, StoredSpan stored) {
        Map<String, List<String>> said = said(header, stored);
        Set<String> columns = new TreeSet<>(said.keySet());
        columns.addAll(row.says().keySet());
        columns.removeAll(OF_THE_LEDGER);
        columns.removeIf(column -> said.containsKey(column) == row.says().containsKey(column)
                && said.getOrDefault(column, List.of()).equals(row.says().getOrDefault(column, List.of())));
        Map<String, Optional<CanonicalBytes.Slice>> json = new HashMap<>();
        json.put("content", header.slices().content());
        json.put("metadata", header.slices().metadata());
        json.put("input", header.slices().input());
        json.put("output", header.slices().output());
        json.put("error", header.slices().error());
        json.forEach((column, slice) -> {
            columns.remove(column);
            if (!slice.map(stored.canonical()::text).equals(row.one(column).map(SpanColumns::canonical))) {
                columns.add(column);
            }
        });
        return columns;
    }

    private static Map<String, List<String>> said(SpanHeader header, StoredSpan stored) {
        return new Claim.Words(Optional.empty())
                .put("id", header.id())
                .put("seq", header.seq())
                .put("entity_type", header.entityType().value())
                .put("who", header.who())
                .put("did", header.did())
                .put("this", header.thing())
                .put("at", header.at())
                .put("parent_id", header.parentId())
                .list("related_to", texts(header.relatedTo()))
                .put("owner_id", header.owner())
                .put("tenant_id", header.tenant())
                .put("visibility", header.visibility().wire())
                .put("status", header.status())
                .put("is_deleted", header.deleted())
                .put("name", header.name())
                .put("description", header.description())
                .put("code", header.code())
                .put("language", header.language())
                .put("runtime", header.runtime())
                .put("duration_ms", header.durationMs())
                .put("trace_id", header.traceId())
                .put("prev_hash", header.prevHash())
                .put("payload_hash", stored.payloadHash())
                .put("sig_alg", SpanSignature.ALG)
                .put("sig_key_id", stored.signature().keyId())
                .put("sig_kid", stored.signature().kid())
                .put("sig_ts", Instant.ofEpochMilli(stored.signature().ts()))
                .put("sig_nonce", stored.signature().nonce())
                .put("signature", stored.signature().signature())
                .says();
    }

    private static List<String> texts(List<SpanId> ids) {
        List<String> texts = new ArrayList<>();
        ids.forEach(id -> texts.add(id.toString()));
        return texts;
    }

    /** Whatever is no JSON is not canonical either. */
    private static String canonical(String json) {
        return JsonReader.readStored(json.getBytes(StandardCharsets.UTF_8), LIMITS) instanceof JsonParse.Parsed parsed
                ? Canonical.text(parsed.value())
                : "";
    }

    static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
