package io.cofre.assembly.kill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.domain.Principal;
import io.cofre.domain.ledger.SystemNames;
import io.cofre.domain.usecase.SignSpans;
import io.cofre.ports.span.SpanSignature;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Spans of the type {@code note}, signed by a run's wallet. */
final class Notes {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Notes() {}

    /** The first version of a note of its own. */
    static String signed(Wired wired, String run, String text) {
        return signed(wired, run, UUID.randomUUID().toString(), 0, text);
    }

    static String signed(Wired wired, String run, String id, long seq, String text) {
        ObjectNode note = unsigned(run, id, seq, text);
        Principal owner = Callers.owner(run);
        SignSpans.Signed signed = Callers.done(wired.cofre()
                .wallet()
                .signSpans()
                .sign(owner, SystemNames.MAIN_KID, List.of(note.toString().getBytes(StandardCharsets.UTF_8)))
                .getFirst());
        SpanSignature signature = signed.signature();
        note.put("payload_hash", signed.payloadHash().value());
        note.putObject("sig")
                .put("alg", SpanSignature.ALG)
                .put("key_id", signature.keyId().value())
                .put("kid", signature.kid().value())
                .put("ts", signature.ts())
                .put("nonce", signature.nonce())
                .put("signature", signature.signature());
        return write(note);
    }

    static ObjectNode unsigned(String run, String id, long seq, String text) {
        ObjectNode note = JSON.createObjectNode()
                .put("id", id)
                .put("seq", seq)
                .put("entity_type", "note")
                .put("who", "wallet:" + Callers.wallet(run))
                .put("this", "note")
                .put("at", "2026-03-01T12:00:00.000Z")
                .put("tenant_id", Callers.ACME.value())
                .put("owner_id", Callers.ownerOf(run))
                .put("visibility", "private");
        note.putObject("content").put("text", text);
        return note;
    }

    private static String write(ObjectNode note) {
        try {
            return JSON.writeValueAsString(note);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
