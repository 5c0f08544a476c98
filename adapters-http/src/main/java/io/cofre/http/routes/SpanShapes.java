package io.cofre.http.routes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.http.json.Json;
import io.cofre.http.json.Schema;
import io.cofre.ports.span.SpanSignature;

/** Spans as the document shows them (spec 03, "The span"), and what is told of one. */
final class SpanShapes {
    static final Schema SIG = Schema.named(
            "Sig",
            Schema.object()
                    .with("alg", Schema.oneOf(SpanSignature.ALG), "")
                    .with("key_id", Schema.text(100), "did:logline:…")
                    .with("kid", Shapes.KID, "")
                    .with("ts", Shapes.EPOCH, "epoch milliseconds")
                    .with("nonce", Schema.text(100), "16 random bytes, base64url")
                    .with("signature", new Schema.Str(128, 128, "^[0-9a-f]{128}$", ""), "hex"));
    static final Schema UNSIGNED = Schema.named("UnsignedSpan", members());
    static final Schema SPAN = Schema.named(
            "Span",
            members()
                    .with("payload_hash", Shapes.HASH, "of the canonical bytes")
                    .with("sig", SIG, ""));
    static final Schema LINE = Schema.named(
            "StoredSpan",
            Schema.object()
                    .with("position", Shapes.POSITION, "the ledger's own order")
                    .with("recorded_at", Schema.time(), "the ledger's own time")
                    .with("span", SPAN, "as it was signed"));
    static final Schema RECEIPT = Schema.named(
            "Receipt",
            Schema.object()
                    .with("id", Schema.uuid(), "")
                    .with("seq", Schema.whole(0, Long.MAX_VALUE), "")
                    .with("position", Shapes.POSITION, "")
                    .with("recorded_at", Schema.time(), "")
                    .with("payload_hash", Shapes.HASH, ""));
    /** As it stands in lists of results; the document has it by its own hand. */
    static final Schema PROBLEM = new Schema.Reference("Problem");

    private SpanShapes() {}

    private static Schema.Obj members() {
        Schema text = Schema.orNull(Schema.anyText(262_144));
        return Schema.object()
                .with("id", Schema.uuid(), "shared by all versions of a thing")
                .with("seq", Schema.whole(0, Long.MAX_VALUE), "the version")
                .with("entity_type", new Schema.Str(1, 64, "^[a-z0-9_.-]{1,64}$", ""), "")
                .with("who", Schema.anyText(262_144), "")
                .with("this", Schema.anyText(262_144), "")
                .with("at", Schema.time(), "YYYY-MM-DDThh:mm:ss.sssZ")
                .with("tenant_id", Shapes.TENANT_ID, "")
                .with("owner_id", Shapes.OWNER_ID, "")
                .with("visibility", Schema.oneOf("private", "tenant", "public"), "")
                .maybe("did", text, "")
                .maybe("parent_id", Schema.orNull(Schema.uuid()), "")
                .maybe("related_to", Schema.orNull(Schema.array(Schema.uuid(), 1000)), "")
                .maybe("status", text, "")
                .maybe("is_deleted", Schema.orNull(Schema.bool()), "")
                .maybe("name", text, "")
                .maybe("description", text, "")
                .maybe("code", text, "")
                .maybe("language", text, "")
                .maybe("runtime", text, "")
                .maybe("input", Schema.any(), "")
                .maybe("output", Schema.any(), "")
                .maybe("error", Schema.any(), "")
                .maybe("duration_ms", Schema.orNull(Schema.whole(0, Long.MAX_VALUE)), "")
                .maybe("trace_id", text, "")
                .maybe("content", Schema.any(), "")
                .maybe("metadata", Schema.any(), "")
                .maybe("prev_hash", Schema.orNull(Shapes.HASH), "payload_hash of the version before");
    }

    static ObjectNode sig(SpanSignature signature) {
        return Json.object()
                .put("alg", SpanSignature.ALG)
                .put("key_id", signature.keyId().value())
                .put("kid", signature.kid().value())
                .put("ts", signature.ts())
                .put("nonce", signature.nonce())
                .put("signature", signature.signature());
    }
}
