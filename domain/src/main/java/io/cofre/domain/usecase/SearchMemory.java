package io.cofre.domain.usecase;

import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Reply;
import io.cofre.domain.memory.MemoryRules;
import io.cofre.ports.memory.Memories;
import io.cofre.ports.memory.MemoryEntry;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code POST /cli/memory.search} (spec 04). Finds whatever was added before it began. Thread-safe. */
public final class SearchMemory {
    private final Memories memories;
    private final InstantSource clock;

    @Inject
    public SearchMemory(Memories memories, InstantSource clock) {
        this.memories = memories;
        this.clock = clock;
    }

    /**
     * What is asked; the fields of spec 04.
     *
     * @param limit 1 to 100
     */
    public record Request(
            String query,
            int limit,
            Optional<MemoryEntry.Layer> layer,
            List<String> tags,
            Optional<String> session,
            boolean includeShared) {
        public Request {
            tags = List.copyOf(tags);
        }
    }

    /** Own memories, and the tenant's shared ones where asked for. No match is an empty list. */
    public Reply<List<Memories.Hit>> search(Principal principal, Request request) {
        Optional<Problem> refusal = MemoryRules.query(request.query(), request.limit(), request.tags());
        return refusal.<Reply<List<Memories.Hit>>>map(Reply::refused)
                .orElseGet(() -> Reply.done(memories.search(new Memories.Query(
                        principal.tenant(),
                        principal.owner(),
                        request.query(),
                        request.layer(),
                        request.tags(),
                        request.session(),
                        request.includeShared(),
                        request.limit(),
                        clock.instant()))));
    }
}
