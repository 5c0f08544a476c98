package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.memory.Memories;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.Viewer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whose memories a search may find. */
public interface MemoriesWallsContract extends StoreContract {
    @Test
    @Kills("searches the neighbours' memories")
    default void search_memoriesOfANeighbour_areNotFound() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            Remembering ana = dan.neighbour();
            for (MemoryEntry.Layer layer : MemoryEntry.Layer.values()) {
                dan.add(layer, "espresso");
            }
            SpanId hers = ana.add("espresso");
            assertThat(ana.found("espresso")).containsExactly(hers);
            assertThat(ana.found("expresso")).containsExactly(hers);
        }
    }

    @Test
    @Kills("shares every layer")
    default void search_sharedAskedFor_findsTheTenantsSharedOnesToo() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            Remembering ana = dan.neighbour();
            SpanId shared = dan.add(MemoryEntry.Layer.SHARED, "espresso");
            dan.add(MemoryEntry.Layer.SESSION, "espresso");
            dan.add(MemoryEntry.Layer.TEMPORARY, "espresso");
            dan.add(MemoryEntry.Layer.PERMANENT, "espresso");
            List<Memories.Hit> hits = ana.search(Remembering.shared(ana.query("espresso")));
            assertThat(hits).extracting(Memories.Hit::id).containsExactly(shared);
            assertThat(hits.getFirst().owner()).isEqualTo(stage.key.owner());
        }
    }

    @Test
    @Kills("hides one's own shared memories")
    default void search_ownSharedMemory_isFoundWithoutAskingForSharedOnes() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            SpanId shared = dan.add(MemoryEntry.Layer.SHARED, "espresso");
            assertThat(dan.found("espresso")).containsExactly(shared);
            assertThat(dan.found(Remembering.shared(dan.query("espresso")))).containsExactly(shared);
        }
    }

    @Test
    @Kills("searches all tenants")
    default void search_ownerOfTheSameNameInAnotherTenant_findsNothing() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            Remembering stranger = dan.stranger();
            dan.add(MemoryEntry.Layer.SHARED, "espresso");
            dan.add(MemoryEntry.Layer.PERMANENT, "espresso");
            assertThat(stranger.found(Remembering.shared(stranger.query("espresso"))))
                    .isEmpty();
            assertThat(stranger.found(Remembering.shared(stranger.query("expresso"))))
                    .isEmpty();
        }
    }

    @Test
    @Kills("lets a session open other owners' memories")
    default void search_sessionOfANeighbour_opensNothing() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            Remembering ana = dan.neighbour();
            dan.addToSession("s-1", "espresso");
            Memories.Query asked = Remembering.shared(ana.query("espresso"));
            assertThat(ana.found(new Memories.Query(
                            asked.tenant(),
                            asked.owner(),
                            asked.text(),
                            Optional.empty(),
                            List.of(),
                            Optional.of("s-1"),
                            true,
                            100,
                            asked.now())))
                    .isEmpty();
        }
    }

    @Test
    @Kills("corrects by other owners' words")
    default void search_wordOfANeighbour_correctsNothing() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            Remembering ana = dan.neighbour();
            dan.add("segredo xilofone");
            SpanId hers = ana.add("um espresso");
            assertThat(ana.found("xilofone")).isEmpty();
            assertThat(ana.found("xilofoni")).isEmpty();
            assertThat(ana.found("expresso")).containsExactly(hers);
        }
    }

    @Test
    @Kills("finds memories of other tenants by id")
    default void find_memoryOfAnotherTenant_isEmpty() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            SpanId id = dan.add("espresso");
            assertThat(dan.stranger().find(id)).isEmpty();
            assertThat(dan.stranger().find(id, Viewer.Reach.WHOLE_TENANT)).isEmpty();
            assertThat(dan.find(stage.facts.spanId())).isEmpty();
            assertThat(dan.find(id)).isPresent();
        }
    }

    @Test
    @Kills("finds the neighbours' memories by id")
    default void find_memoryOfANeighbour_isForItsOwnerAndTheTenantsAdmin() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            Remembering ana = dan.neighbour();
            for (MemoryEntry.Layer layer : MemoryEntry.Layer.values()) {
                SpanId id = dan.add(layer, "espresso");
                assertThat(ana.find(id)).isEmpty();
                assertThat(ana.find(id, Viewer.Reach.WHOLE_TENANT)).isEqualTo(dan.find(id));
                assertThat(dan.find(id)).isPresent();
            }
        }
    }

    @Test
    @Kills("hands out the neighbours' content keys")
    default void encrypted_memoryOfANeighbour_isEmptyWhetherItIsSecretOrNot() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            Remembering ana = dan.neighbour();
            SpanId open = dan.add(MemoryEntry.Layer.PERMANENT, "espresso");
            SpanId secret = dan.put(Remembering.secret(dan.entry("xilofone")));
            SpanId session = dan.addToSession("s-1", "girafa");
            for (SpanId id : List.of(open, secret, session)) {
                assertThat(ana.encrypted(id)).isEmpty();
                assertThat(ana.encryptedOrShared(id)).isEmpty();
                assertThat(dan.encrypted(id)).isPresent();
            }
        }
    }

    @Test
    @Kills("hands out shared content keys unasked")
    default void encrypted_sharedMemory_isForItsOwnerAndForTheTenantWhereAskedFor() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            Remembering ana = dan.neighbour();
            SpanId shared = dan.add(MemoryEntry.Layer.SHARED, "espresso");
            assertThat(dan.encrypted(shared)).isPresent();
            assertThat(ana.encrypted(shared)).isEmpty();
            assertThat(ana.encryptedOrShared(shared)).isEqualTo(dan.encrypted(shared));
        }
    }

    @Test
    @Kills("hands out content keys of other tenants")
    default void encrypted_ownerOfTheSameNameInAnotherTenant_getsNothing() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            Remembering stranger = dan.stranger();
            for (MemoryEntry.Layer layer : MemoryEntry.Layer.values()) {
                SpanId id = dan.add(layer, "espresso");
                assertThat(stranger.encrypted(id)).isEmpty();
                assertThat(stranger.encryptedOrShared(id)).isEmpty();
                assertThat(dan.encrypted(id)).isPresent();
            }
        }
    }
}
