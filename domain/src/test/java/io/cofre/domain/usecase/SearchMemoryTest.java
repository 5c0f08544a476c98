package io.cofre.domain.usecase;

import static io.cofre.domain.World.ANA;
import static io.cofre.domain.World.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.domain.Principal;
import io.cofre.domain.World;
import io.cofre.domain.memory.MemoryRules;
import io.cofre.ports.PortFailure;
import io.cofre.ports.memory.Memories;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.memory.MemoryEntry.Layer;
import io.cofre.ports.memory.MemoryEntry.Sensitivity;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.TenantId;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.tenant.Tenants;
import io.cofre.ports.token.Scope;
import io.cofre.ports.wallet.WalletId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Memories found by their ids: any sensitivity, for those alone who may read them. */
class SearchMemoryTest {
    private static final WalletId BIA = new WalletId("wlt_acme_bia");
    private static final String TEXT = "um xilofone \ud83d\ude00";

    private final World world = new World().acme();
    private final Principal ana = world.principal(ANA, "memory.*");

    @ParameterizedTest
    @EnumSource
    void search_byTheIdOfAMemory_isThatMemoryWhateverItsSensitivity(Sensitivity sensitivity) {
        Instant at = world.clock.instant();
        SpanId memory = add(Layer.PERMANENT, sensitivity, Optional.empty());
        add(Layer.PERMANENT, Sensitivity.INTERNAL, Optional.empty());

        assertThat(search(ana, memory.toString()))
                .containsExactly(new Memories.Hit(
                        memory, ana.owner(), TEXT, List.of("perfil", "musica"), Layer.PERMANENT, 1, at));
    }

    @Test
    void search_byWords_findsNoSecretMemory() {
        add(Layer.PERMANENT, Sensitivity.SECRET, Optional.empty());

        assertThat(search(ana, "xilofone")).isEmpty();
        assertThat(search(ana, "perfil")).isEmpty();
    }

    @Test
    void ask_withMemoryAndTheIdOfASecretOne_sendsNoneAlong() {
        SpanId memory = add(Layer.PERMANENT, Sensitivity.SECRET, Optional.empty());
        InvokeProvider.Invoked invoked = value(world.cofre
                .desk()
                .ask()
                .ask(
                        world.principal(ANA, "memory.*", "provider.invoke:echo/*"),
                        new Ask.Request(
                                memory.toString(),
                                Optional.of("echo"),
                                true,
                                Map.of(),
                                false,
                                Optional.empty(),
                                Optional.empty()),
                        new Collected(),
                        Optional.empty()));

        assertThat(invoked.memories()).isEmpty();
        assertThat(invoked.text()).doesNotContain("xilofone");
    }

    @Test
    void search_byTheIdOfAnothersMemory_findsNothing() {
        world.wallet(BIA, "bia@acme");
        Principal bia = world.principal(BIA, "memory.*");
        Principal admin = changed(bia, bia.tenant(), List.of(new Scope("memory.*"), new Scope("tenant.admin")));
        for (Layer layer : List.of(Layer.SESSION, Layer.TEMPORARY, Layer.PERMANENT)) {
            SpanId memory = add(layer, Sensitivity.SECRET, Optional.of("s-1"));
            assertThat(search(bia, request(memory, Optional.empty(), List.of(), Optional.of("s-1"), true)))
                    .isEmpty();
            assertThat(search(admin, request(memory, Optional.empty(), List.of(), Optional.empty(), true)))
                    .isEmpty();
            assertThat(search(stranger(), request(memory, Optional.empty(), List.of(), Optional.empty(), true)))
                    .isEmpty();
        }
    }

    @Test
    void search_byTheIdOfASharedMemory_isForTheTenantWhereAskedFor() {
        world.wallet(BIA, "bia@acme");
        Principal bia = world.principal(BIA, "memory.*");
        SpanId memory = add(Layer.SHARED, Sensitivity.SECRET, Optional.empty());
        SearchMemory.Request shared = request(memory, Optional.empty(), List.of(), Optional.empty(), true);

        assertThat(search(bia, memory.toString())).isEmpty();
        assertThat(search(bia, shared)).extracting(Memories.Hit::text).containsExactly(TEXT);
        assertThat(search(bia, shared)).extracting(Memories.Hit::owner).containsExactly(ana.owner());
        assertThat(search(stranger(), shared)).isEmpty();
        assertThat(search(ana, memory.toString())).hasSize(1);
    }

    @Test
    void search_byIdWithFilters_findsItOnlyWhereItFitsThem() {
        SpanId memory = add(Layer.SESSION, Sensitivity.SECRET, Optional.of("s-1"));
        Optional<Layer> none = Optional.empty();
        Optional<String> session = Optional.of("s-1");

        assertThat(search(ana, request(memory, Optional.of(Layer.SESSION), List.of("musica"), session, false)))
                .hasSize(1);
        assertThat(search(ana, request(memory, Optional.of(Layer.PERMANENT), List.of(), session, false)))
                .isEmpty();
        assertThat(search(ana, request(memory, none, List.of("perfil", "bar"), session, false)))
                .isEmpty();
        assertThat(search(ana, request(memory, none, List.of(), Optional.of("s-2"), false)))
                .isEmpty();
    }

    @Test
    void search_byAnIdWrittenOtherwise_isNotThatMemory() {
        String id = add(Layer.PERMANENT, Sensitivity.SECRET, Optional.empty()).toString();

        for (String other : List.of(id.toUpperCase(Locale.ROOT), id + " ", " " + id, id.replace("-", ""))) {
            assertThat(search(ana, other)).as(other).isEmpty();
        }
    }

    @Test
    void search_byTheIdOfAForgottenOrExpiredMemory_findsNothing() {
        SpanId forgotten = add(Layer.PERMANENT, Sensitivity.SECRET, Optional.empty());
        SpanId expiring = add(Layer.SESSION, Sensitivity.SECRET, Optional.empty());
        value(world.cofre.desk().forgetMemory().forget(ana, forgotten, Optional.empty()));

        assertThat(search(ana, forgotten.toString())).isEmpty();
        assertThat(search(ana, expiring.toString())).hasSize(1);
        world.clock.advance(Duration.ofDays(7));
        assertThat(search(stillAna(), expiring.toString())).isEmpty();
    }

    @Test
    void search_forAUuidThatIsNoMemorysId_looksForItsWords() {
        String order = "0a8e2f7c-1111-4a6b-9c3d-2f1e5d7b9a01";
        SpanId memory = value(world.cofre
                        .desk()
                        .addMemory()
                        .add(
                                ana,
                                wish("the order " + order, Layer.PERMANENT, Sensitivity.INTERNAL, Optional.empty()),
                                Optional.empty()))
                .memory();

        assertThat(search(ana, order)).extracting(Memories.Hit::id).containsExactly(memory);
    }

    @Test
    void search_byIdUnderAnotherWrappingKey_isCorruptAndTellsNoText() {
        SpanId memory = add(Layer.PERMANENT, Sensitivity.SECRET, Optional.empty());
        TenantId system = world.admin.tenant();
        Tenants swapped = new Tenants() {
            @Override
            public Optional<Tenant> find(TenantId id) {
                return world.in.tenants().find(system);
            }

            @Override
            public List<Tenant> list(Optional<TenantId> after, int limit) {
                return world.in.tenants().list(after, limit);
            }
        };
        SearchMemory search =
                new SearchMemory(world.in.memories(), world.in.spans(), swapped, world.vault, world.clock);

        assertThatThrownBy(
                        () -> search.search(ana, request(memory, Optional.empty(), List.of(), Optional.empty(), false)))
                .isInstanceOf(PortFailure.Corrupt.class)
                .hasMessage("The key of memory " + memory + " does not decrypt: a row was changed.");
    }

    private Principal stillAna() {
        return world.principal(ANA, "memory.*");
    }

    /** Of the same owner's name, in another tenant. */
    private Principal stranger() {
        return changed(ana, new TenantId("other"), ana.scopes());
    }

    private static Principal changed(Principal one, TenantId tenant, List<Scope> scopes) {
        return new Principal(
                one.wallet(),
                tenant,
                one.owner(),
                scopes,
                one.userId(),
                one.app(),
                one.claimedUser(),
                one.proof(),
                one.until(),
                one.traceId());
    }

    private SpanId add(Layer layer, Sensitivity sensitivity, Optional<String> session) {
        return value(world.cofre.desk().addMemory().add(ana, wish(TEXT, layer, sensitivity, session), Optional.empty()))
                .memory();
    }

    private static MemoryRules.Wish wish(
            String content, Layer layer, MemoryEntry.Sensitivity sensitivity, Optional<String> session) {
        return new MemoryRules.Wish(
                content, List.of("perfil", "musica"), layer, "note", sensitivity, session, Optional.empty());
    }

    private static SearchMemory.Request request(
            SpanId memory, Optional<Layer> layer, List<String> tags, Optional<String> session, boolean shared) {
        return new SearchMemory.Request(memory.toString(), 10, layer, tags, session, shared);
    }

    private List<Memories.Hit> search(Principal principal, SearchMemory.Request request) {
        return value(world.cofre.desk().searchMemory().search(principal, request));
    }

    private List<Memories.Hit> search(Principal principal, String query) {
        return search(
                principal, new SearchMemory.Request(query, 10, Optional.empty(), List.of(), Optional.empty(), false));
    }
}
