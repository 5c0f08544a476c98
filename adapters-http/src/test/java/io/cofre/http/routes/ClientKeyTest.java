package io.cofre.http.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.crypto.Hex;
import io.cofre.domain.span.KeyProof;
import io.cofre.domain.span.SignedSpan;
import io.cofre.domain.span.SpanDraft;
import io.cofre.domain.span.SpanForm;
import io.cofre.domain.span.SpanSigning;
import io.cofre.domain.span.SpanText;
import io.cofre.http.json.Json;
import io.cofre.http.traffic.Seen;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.wallet.WalletId;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.memory.InMemorySecretRows;
import io.cofre.testkit.memory.InMemoryVault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans that a client signs with its own key, past the service: what it may write is judged all the same. */
class ClientKeyTest {
    private static final Kid MINE = new Kid("kid_mine");
    private static final SecretRef SECRET = new SecretRef("vlt_of_the_client");

    private final HttpWorld world = new HttpWorld().acme();
    private final String ana = world.ana();
    private final Random random = new Random(Seeds.next());
    private final InMemoryVault client =
            new InMemoryVault(Ed25519.fastest(), random, new InMemorySecretRows(world.clock));
    private final PublicKey key = client.generateEd25519(List.of(SECRET)).getFirst();

    @BeforeEach
    void register() {
        long now = world.clock.millis();
        byte[] proof = client.sign(SECRET, List.of(KeyProof.message(new WalletId("wlt_acme_ana"), MINE, key, now)))
                .getFirst();
        ObjectNode body = Json.object()
                .put("kid", MINE.value())
                .put("type", "ed25519")
                .put("pubkey_hex", key.hex())
                .put("proof", Hex.encode(proof))
                .put("proof_ts", now);
        body.set("caps", Json.texts(List.of("sign.http")));
        Seen seen = world.post(ana, "/wallet/key/register", Json.text(body));
        assertThat(seen.status()).as(seen.body()).isEqualTo(200);
    }

    @Test
    void append_ownNote_isWritten() {
        assertThat(world.post(ana, "/api/spans", signed("note")).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"logline_id", "api_key", "memory", "manifest", "job.created", "capability_grant"})
    void append_reservedType_isForbiddenAloneAndInABatch(String type) {
        String span = signed(type);
        Seen alone = world.post(ana, "/api/spans", span);
        assertThat(List.of(alone.status(), alone.code())).isEqualTo(List.of(403, "ledger.reserved_type"));
        assertThat(alone.json().path("pointer").asText()).isEqualTo("/entity_type");

        Seen batch = world.post(ana, "/api/spans/batch", "{\"spans\":[" + span + "]}");
        assertThat(batch.json().path("results").path(0).path("code").asText()).isEqualTo("ledger.reserved_type");
        assertThat(batch.json().path("results").path(0).path("status").asInt()).isEqualTo(403);
        assertThat(world.get(ana, "/api/spans/0e37df36-f698-41e6-8dd4-cb9ced3df977")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void append_whileTheWalletIsSuspended_isForbiddenToAColleague() {
        world.wallet("wlt_acme_bia", "bia@acme");
        String bia = world.key("wlt_acme_bia", "span.append");
        String span = signed("note");
        assertThat(world.post(
                                world.admin,
                                "/api/admin/wallets/wlt_acme_ana/status",
                                "{\"status\":\"suspended\",\"reason\":\"a test\"}")
                        .status())
                .isEqualTo(200);
        Seen seen = world.post(bia, "/api/spans", span);
        assertThat(List.of(seen.status(), seen.code())).isEqualTo(List.of(403, "wallet.suspended"));
    }

    private String signed(String type) {
        ObjectNode span = Json.object()
                .put("id", "0e37df36-f698-41e6-8dd4-cb9ced3df977")
                .put("seq", 0)
                .put("entity_type", type)
                .put("who", "user:ana")
                .put("this", type)
                .put("at", "2026-11-22T00:00:00.000Z")
                .put("tenant_id", "acme")
                .put("owner_id", "ana@acme")
                .put("visibility", "private");
        SpanDraft draft = ((SpanForm.Drafted) SpanForm.draft(Json.text(span).getBytes(StandardCharsets.UTF_8))).draft();
        SpanSigning.Pending pending = SpanSigning.prepare(
                draft, SpanSigning.keyId(key), MINE, world.clock.millis(), SpanSigning.nonce(random));
        SignedSpan signed =
                pending.signed(client.sign(SECRET, List.of(pending.message())).getFirst());
        return new String(
                SpanText.of(signed.draft().canonical(), signed.draft().payloadHash(), signed.signature()),
                StandardCharsets.UTF_8);
    }
}
