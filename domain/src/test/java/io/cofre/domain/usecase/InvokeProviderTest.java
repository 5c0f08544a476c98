package io.cofre.domain.usecase;

import static io.cofre.domain.World.ACME;
import static io.cofre.domain.World.ANA;
import static io.cofre.domain.World.code;
import static io.cofre.domain.World.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Reply;
import io.cofre.domain.World;
import io.cofre.domain.crypto.Blake3;
import io.cofre.domain.crypto.Hex;
import io.cofre.domain.memory.MemoryRules;
import io.cofre.domain.model.ModelCatalog;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.provider.ProviderCall.Message;
import io.cofre.ports.provider.ProviderCall.Speaker;
import io.cofre.ports.provider.ProviderOutcome;
import io.cofre.ports.provider.ProviderSink;
import io.cofre.ports.span.StoredSpan;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.wallet.WalletId;
import io.cofre.testkit.memory.ScriptedProvider.Turn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InvokeProviderTest {
    private static final ProviderOutcome.Usage USED = new ProviderOutcome.Usage(9, 2);

    private final World world = new World().acme();
    private final Principal ana = world.principal(ANA, "provider.invoke:*", "memory.*", "span.read");

    private Reply<InvokeProvider.Invoked> invoke(Principal principal, boolean withMemory, ProviderSink sink) {
        try (SecretBytes own = SecretBytes.owning("sk-own-planted".getBytes(StandardCharsets.US_ASCII))) {
            return world.cofre
                    .wallet()
                    .invokeProvider()
                    .invoke(
                            principal,
                            new InvokeProvider.Request(
                                    Optional.empty(),
                                    "anthropic",
                                    "claude-3-5-sonnet",
                                    List.of(new Message(Speaker.USER, "espresso")),
                                    withMemory,
                                    Optional.of(own),
                                    true,
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.empty()),
                            sink,
                            Optional.empty());
        }
    }

    /** What the ledger says of the last call. */
    private String span() {
        StoredSpan last = world.in.scan().after(0, 1_000).getLast();
        return last.canonical().text();
    }

    private String hash(String text) {
        return world.vault.use(
                world.in.tenants().find(ACME).orElseThrow().hashKey(),
                key -> "b3k:" + Hex.encode(Blake3.keyed(key, text.getBytes(StandardCharsets.UTF_8))));
    }

    private static Turn broken(String... pieces) {
        return new Turn(
                List.of(pieces),
                new ProviderOutcome.Failed(
                        ProviderOutcome.Kind.TIMEOUT,
                        pieces.length > 0,
                        "scripted",
                        Optional.of(USED),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void invoke_brokenAfterSomeText_commitsWhatWasUsedAndTheHashOfThatText() {
        world.anthropic.then(broken("Ol", "á"));
        assertThat(code(invoke(ana, false, new Collected()))).isEqualTo(Code.PROVIDER_TIMEOUT);
        assertThat(span())
                .contains("\"status\":\"error\"")
                .contains("\"usage\":{\"input_tokens\":9,\"output_tokens\":2}")
                .contains("\"output_hash\":\"" + hash("Olá") + "\"")
                .contains("\"input_hash\":\"" + hash("user\nespresso") + "\"");
    }

    @Test
    void invoke_failedBeforeAnyText_commitsTheHashOfNone() {
        world.anthropic.then(broken());
        assertThat(code(invoke(ana, false, new Collected()))).isEqualTo(Code.PROVIDER_TIMEOUT);
        assertThat(span()).contains("\"status\":\"error\"").contains("\"output_hash\":\"" + hash("") + "\"");
    }

    /** Goes away after the first piece. */
    private static final class Leaving implements ProviderSink {
        private boolean gone;

        @Override
        public void text(String piece) {
            gone = true;
        }

        @Override
        public void onAbandoned(Runnable abort) {}

        @Override
        public boolean abandoned() {
            return gone;
        }
    }

    @Test
    void invoke_abandonedAfterSomeText_commitsWhatWasUsedAndTheHashOfThatText() {
        world.anthropic.then(new Turn(
                List.of("Ol", "á"), new ProviderOutcome.Completed("Olá", Optional.of(USED), Optional.empty())));
        invoke(ana, false, new Leaving());
        assertThat(span())
                .contains("\"status\":\"abandoned\"")
                .contains("\"usage\":{\"input_tokens\":9,\"output_tokens\":2}")
                .contains("\"output_hash\":\"" + hash("Ol") + "\"");
    }

    @Test
    void invoke_withMemoryWithoutItsScope_isRefusedByItsName() {
        Principal narrow = world.principal(ANA, "provider.invoke:anthropic/*", "memory.add");
        Problem refusal = ((Reply.Refused<?>) invoke(narrow, true, new Collected())).problem();
        assertThat(refusal.code()).isEqualTo(Code.AUTH_SCOPE_MISSING);
        assertThat(refusal.members().get("scope")).isEqualTo(new Problem.Member.Text("memory.search"));
        assertThat(world.anthropic.calls()).isEmpty();
    }

    private void remember(Principal who, String text, MemoryEntry.Layer layer, MemoryEntry.Sensitivity sensitivity) {
        value(world.cofre
                .desk()
                .addMemory()
                .add(
                        who,
                        new MemoryRules.Wish(
                                text, List.of(), layer, "note", sensitivity, Optional.empty(), Optional.empty()),
                        Optional.empty()));
    }

    @Test
    void invoke_withMemory_putsTheOwnersOwnBeforeItAndNobodyElses() {
        WalletId bia = new WalletId("wlt_acme_bia");
        world.wallet(bia, "bia@acme");
        Principal other = world.principal(bia, "memory.*");
        remember(other, "espresso of all of acme", MemoryEntry.Layer.SHARED, MemoryEntry.Sensitivity.INTERNAL);
        remember(other, "espresso of anybody", MemoryEntry.Layer.SHARED, MemoryEntry.Sensitivity.PUBLIC);
        remember(other, "espresso of bia", MemoryEntry.Layer.PERMANENT, MemoryEntry.Sensitivity.PUBLIC);
        remember(ana, "espresso of ana", MemoryEntry.Layer.PERMANENT, MemoryEntry.Sensitivity.INTERNAL);
        world.anthropic.then(Turn.completed("x"));
        InvokeProvider.Invoked invoked = value(invoke(ana, true, new Collected()));
        assertThat(invoked.memories()).hasSize(1);
        assertThat(world.anthropic.calls().getLast().messages())
                .containsExactly(
                        new Message(Speaker.SYSTEM, "What you remember of this user:\n- espresso of ana"),
                        new Message(Speaker.USER, "espresso"));
    }

    @Test
    void invoke_withTheCallersOwnKey_leavesItNowhere() {
        List<SecretRef> before = world.vault.refs();
        world.anthropic.then(Turn.completed("x"));
        value(invoke(ana, false, new Collected()));
        assertThat(world.in.scan().after(0, 1_000))
                .noneMatch(span -> span.canonical().text().contains("sk-own"));
        assertThat(world.vault.refs()).isEqualTo(before);
    }

    /** Each setting of one provider is its own. */
    @Test
    void settings_ofOneProvider_areItsOwnAndTheOthersAreUsual() {
        ProviderSettings settings = new ProviderSettings(
                Duration.ofSeconds(9),
                1,
                Map.of("local", new ProviderSettings.Own(Optional.empty(), Optional.of(Duration.ofSeconds(3)), true)),
                "echo",
                ModelCatalog.SEEDED);
        assertThat(settings.deadlineOf("local")).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.deadlineOf("anthropic")).isEqualTo(Duration.ofSeconds(9));
        assertThat(settings.of("local").keyless()).isTrue();
        assertThat(settings.of("anthropic")).isEqualTo(ProviderSettings.Own.USUAL);
    }
}
