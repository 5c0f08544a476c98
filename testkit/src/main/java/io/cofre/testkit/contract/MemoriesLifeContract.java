package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.memory.Memories;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.span.SpanVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How memories come, change and go. */
public interface MemoriesLifeContract extends StoreContract {
    private static Memories.Entry entry(MemoryEntry memory) {
        return new Memories.Entry(memory.id(), memory.tenant(), memory.owner(), memory.layer(), memory.expiresAt());
    }

    @Test
    @Kills("loses the content key")
    default void encrypted_memory_hasItsContentKeyAndItsSpan() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            MemoryEntry lasting = dan.entry("espresso");
            MemoryEntry passing = Remembering.expiring(
                    dan.entry("espresso"), stage.facts.now().plus(Duration.ofDays(1)));
            for (MemoryEntry memory : List.of(lasting, passing)) {
                SpanVersion span = dan.written(memory);
                assertThat(dan.find(memory.id())).contains(entry(memory));
                assertThat(dan.encrypted(memory.id()))
                        .contains(new Memories.Encrypted(entry(memory), span, memory.wrappedKey(), memory.at()));
            }
        }
    }

    @Test
    @Kills("indexes secret memories")
    default void search_secretMemory_isFoundByIdAlone() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            MemoryEntry secret = Remembering.secret(dan.entry("espresso", "cofre"));
            dan.put(secret);
            assertThat(dan.found("espresso")).isEmpty();
            assertThat(dan.found("cofre")).isEmpty();
            assertThat(dan.find(secret.id())).contains(entry(secret));
            assertThat(dan.encrypted(secret.id()).map(Memories.Encrypted::wrappedKey))
                    .contains(secret.wrappedKey());
        }
    }

    @Test
    @Kills("keeps what is forgotten")
    default void search_droppedMemory_isGone() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            SpanId gone = dan.add("um espresso xilofone");
            SpanId kept = dan.add("dois espresso");
            dan.drop(gone);
            dan.drop(gone);
            assertThat(dan.found("espresso")).containsExactly(kept);
            assertThat(dan.found("xilofone")).isEmpty();
            assertThat(dan.found("xilofoni")).isEmpty();
            assertThat(dan.find(gone)).isEmpty();
            assertThat(dan.encrypted(gone)).isEmpty();
        }
    }

    @Test
    @Kills("finds a memory's former words")
    default void search_memoryPutAgain_isFoundByItsNewWordsAlone() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            MemoryEntry before = dan.entry("xilofone");
            MemoryEntry after = new MemoryEntry(
                    before.id(),
                    before.tenant(),
                    before.owner(),
                    before.layer(),
                    before.type(),
                    before.sensitivity(),
                    before.session(),
                    List.of("nova"),
                    before.at(),
                    before.expiresAt(),
                    Optional.of("girafa"),
                    before.wrappedKey());
            dan.put(before);
            dan.put(after);
            assertThat(dan.found("xilofone")).isEmpty();
            assertThat(dan.found("girafa")).containsExactly(before.id());
            assertThat(dan.found("nova")).containsExactly(before.id());
        }
    }

    @Test
    @Kills("finds expired memories")
    default void search_memoryWhoseTimeIsOver_isNotFound() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            Instant end = stage.facts.now().plus(Duration.ofHours(1));
            MemoryEntry memory = Remembering.expiring(dan.entry("espresso"), end);
            dan.put(memory);
            stage.clock.set(end.minusMillis(1));
            assertThat(dan.found("espresso")).containsExactly(memory.id());
            assertThat(dan.find(memory.id())).isPresent();
            stage.clock.set(end.plusMillis(1));
            assertThat(dan.found("espresso")).isEmpty();
            assertThat(dan.find(memory.id())).isEmpty();
        }
    }

    @Test
    @Kills("hands out the keys of expired memories")
    default void encrypted_memoryWhoseTimeIsOver_isEmpty() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            Instant end = stage.facts.now().plus(Duration.ofHours(1));
            SpanId id = dan.put(Remembering.secret(Remembering.expiring(dan.entry("espresso"), end)));
            stage.clock.set(end.minusMillis(1));
            assertThat(dan.encrypted(id)).isPresent();
            stage.clock.set(end);
            assertThat(dan.encrypted(id)).isEmpty();
        }
    }

    @Test
    @Kills("finds every memory due")
    default void due_memoriesOfAllTenants_hasThoseWhoseTimeIsOverOldestFirst() {
        try (Stage stage = Stage.open(this)) {
            Remembering dan = Remembering.on(stage);
            Instant now = stage.facts.now().plus(Duration.ofHours(1));
            MemoryEntry second = Remembering.expiring(dan.entry("um"), now.minusMillis(5));
            MemoryEntry first = Remembering.expiring(dan.stranger().entry("dois"), now.minusMillis(9));
            MemoryEntry third =
                    Remembering.secret(Remembering.expiring(dan.neighbour().entry("tres"), now.minusMillis(1)));
            MemoryEntry alive = Remembering.expiring(dan.entry("quatro"), now.plusMillis(1));
            MemoryEntry lasting = dan.entry("cinco");
            List.of(second, first, third, alive, lasting).forEach(dan::put);
            assertThat(stage.bench.memories().due(now, 10)).containsExactly(entry(first), entry(second), entry(third));
            assertThat(stage.bench.memories().due(now, 2)).containsExactly(entry(first), entry(second));
            dan.drop(first.id());
            assertThat(stage.bench.memories().due(now, 10)).containsExactly(entry(second), entry(third));
        }
    }
}
