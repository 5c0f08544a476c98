package io.cofre.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.span.SignedSpan;
import io.cofre.domain.span.SpanForm;
import io.cofre.domain.span.SpanVerifier;
import io.cofre.domain.span.VerifyingKey;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.span.VerifiedSpan;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Spans of one KiB that the node's wallet has signed, made before anything is timed. */
final class SignedSpans {
    private static final int A_CALL = 500;

    private final BenchNode node;
    private final SpanVerifier verifier = new SpanVerifier(Ed25519.fastest());
    private final VerifyingKey key;

    SignedSpans(BenchNode node) {
        this.node = node;
        try (Wire wire = node.wire()) {
            JsonNode wallet = BenchNode.json(wire.call(Wire.get("/wallet", node.key())));
            PublicKey publicKey =
                    PublicKey.parse(wallet.findValue("pubkey_hex").asText()).orElseThrow();
            key = VerifyingKey.of(publicKey, Ed25519.fastest()).orElseThrow();
        }
    }

    /** Signed, as a client would send them. */
    List<String> texts(int count) {
        List<String> signed = new ArrayList<>(count);
        try (Wire wire = node.wire()) {
            while (signed.size() < count) {
                List<String> drafts = new ArrayList<>();
                for (int i = 0; i < Math.min(A_CALL, count - signed.size()); i++) {
                    drafts.add(Texts.span(UUID.randomUUID(), Instant.now()));
                }
                JsonNode answer = BenchNode.json(wire.call(Wire.post(
                        "/wallet/sign/spans",
                        node.key(),
                        "{\"kid\":\"" + Texts.KID + "\",\"spans\":[" + String.join(",", drafts) + "]}")));
                for (int i = 0; i < drafts.size(); i++) {
                    JsonNode result = answer.path("results").path(i);
                    String draft = drafts.get(i);
                    signed.add(draft.substring(0, draft.length() - 1) + ",\"payload_hash\":"
                            + result.path("payload_hash") + ",\"sig\":" + result.path("sig") + "}");
                }
            }
        }
        return signed;
    }

    /** As the journal takes them. */
    List<VerifiedSpan> verified(int count) {
        return texts(count).stream().map(this::verified).toList();
    }

    private VerifiedSpan verified(String text) {
        SignedSpan span = switch (SpanForm.signed(text.getBytes(StandardCharsets.UTF_8))) {
            case SpanForm.Signed(SignedSpan good) -> good;
            case SpanForm.Refused(var problem) -> throw new IllegalStateException(problem.detail());
        };
        return switch (verifier.verify(span, key)) {
            case SpanVerifier.Result.Verified(VerifiedSpan good) -> good;
            case SpanVerifier.Result.Refused(var problem) -> throw new IllegalStateException(problem.detail());
        };
    }
}
