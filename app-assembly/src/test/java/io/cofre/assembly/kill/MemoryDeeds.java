package io.cofre.assembly.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Principal;
import io.cofre.domain.memory.MemoryRules;
import io.cofre.domain.usecase.AddMemory;
import io.cofre.domain.usecase.ForgetMemory;
import io.cofre.ports.memory.MemoryEntry;
import io.cofre.ports.span.SpanId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What becomes of memories. */
final class MemoryDeeds {
    private MemoryDeeds() {}

    /** {@code POST /cli/memory.add}. */
    static class Add implements Deed {
        @Override
        public List<String> prepare(Wired wired, String run) {
            Callers.makeWallet(wired, run);
            return List.of(run);
        }

        @Override
        public void run(Wired wired, List<String> told, Consumer<String> acknowledge) {
            acknowledge.accept(add(wired, told.getFirst()));
        }

        static String add(Wired wired, String run) {
            Principal owner = Callers.owner(run);
            MemoryRules.Wish wish = new MemoryRules.Wish(
                    "Dan prefere espresso curto",
                    List.of(),
                    MemoryEntry.Layer.PERMANENT,
                    "note",
                    MemoryEntry.Sensitivity.INTERNAL,
                    Optional.empty(),
                    Optional.empty());
            return Callers.<AddMemory.Added>once(
                            wired,
                            owner,
                            "/cli/memory.add",
                            run,
                            added -> added.memory().toString(),
                            once -> wired.cofre().desk().addMemory().add(owner, wish, once))
                    .name();
        }

        /** Its span, its key, its text and its words, or nothing at all. */
        @Override
        public List<String> standing(Wired wired, List<String> told) {
            String owner = Callers.ownerOf(told.getFirst());
            List<String> spans = wired.place()
                    .column(
                            "SELECT id FROM ledger.universal_registry WHERE owner_id = ? AND entity_type = 'memory'"
                                    + " ORDER BY id",
                            owner);
            for (String kept : List.of(
                    "SELECT memory_id FROM cofre.content_keys WHERE owner_id = ? ORDER BY 1",
                    "SELECT memory_id FROM cofre.memory_texts WHERE owner_id = ? ORDER BY 1",
                    "SELECT memory_id FROM cofre.memory_index JOIN cofre.memory_scopes USING (scope)"
                            + " WHERE owner_id = ? ORDER BY 1")) {
                assertThat(wired.place().column(kept, owner)).as(kept).isEqualTo(spans);
            }
            return spans;
        }

        @Override
        public int effects() {
            return 1;
        }
    }

    /** The same request twice. */
    static final class AddTwice extends Add {
        @Override
        public void run(Wired wired, List<String> told, Consumer<String> acknowledge) {
            super.run(wired, told, acknowledge);
            super.run(wired, told, acknowledge);
        }
    }

    /** {@code POST /cli/memory.forget}. */
    static final class Forget implements Deed {
        @Override
        public List<String> prepare(Wired wired, String run) {
            Callers.makeWallet(wired, run);
            return List.of(run, Add.add(wired, run));
        }

        @Override
        public void run(Wired wired, List<String> told, Consumer<String> acknowledge) {
            String run = told.getFirst();
            Principal owner = Callers.owner(run);
            acknowledge.accept(Callers.<ForgetMemory.Forgotten>once(
                            wired,
                            owner,
                            "/cli/memory.forget",
                            run,
                            forgotten -> forgotten.span().toString(),
                            once -> wired.cofre().desk().forgetMemory().forget(owner, SpanId.of(told.get(1)), once))
                    .name());
        }

        /** The span that tells of it; then nothing is left of key, text and words, and all of it before. */
        @Override
        public List<String> standing(Wired wired, List<String> told) {
            List<String> redactions = wired.place()
                    .column(
                            "SELECT id FROM ledger.universal_registry WHERE owner_id = ? AND entity_type = 'redacted'",
                            Callers.ownerOf(told.getFirst()));
            for (String table : List.of("content_keys", "memory_texts", "memory_index")) {
                assertThat(wired.place()
                                .column(
                                        "SELECT memory_id FROM cofre." + table + " WHERE memory_id = ?::uuid",
                                        told.get(1)))
                        .as(table)
                        .hasSize(redactions.isEmpty() ? 1 : 0);
            }
            return redactions;
        }

        @Override
        public int effects() {
            return 1;
        }
    }
}
