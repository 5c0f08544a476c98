package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Repeatable;
import io.cofre.domain.Reply;
import io.cofre.domain.auth.Viewers;
import io.cofre.domain.ledger.DerivedIds;
import io.cofre.ports.memory.Memories;
import io.cofre.ports.span.SpanId;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /cli/memory.forget} (spec 04): the content key and the search row go, a {@code redacted} span stays.
 * Thread-safe.
 */
public final class ForgetMemory {
    private final Memories memories;
    private final ServiceKeys keys;
    private final Notary notary;
    private final Commits commits;
    private final InstantSource clock;

    @Inject
    public ForgetMemory(Memories memories, ServiceKeys keys, Notary notary, Commits commits, InstantSource clock) {
        this.memories = memories;
        this.keys = keys;
        this.notary = notary;
        this.commits = commits;
        this.clock = clock;
    }

    /** The {@code redacted} span that tells of it. */
    public record Forgotten(SpanId span) {}

    /** A memory that is forgotten already, or is not the principal's to forget: {@code memory.unknown}. */
    public Reply<Forgotten> forget(Principal principal, SpanId memory, Optional<Repeatable<Forgotten>> once) {
        return commits.run(once, () -> plan(principal, memory));
    }

    private Plan<Forgotten> plan(Principal principal, SpanId memory) {
        Instant now = clock.instant();
        Optional<Memories.Entry> found = memories.find(Viewers.of(principal), memory, now);
        if (found.isEmpty()) {
            return new Plan.Refuse<>(Problem.of(
                    Code.MEMORY_UNKNOWN, "There is no memory " + memory + " of yours; it may be forgotten already."));
        }
        Births.Birth told = Forgetting.of(List.of(found.get()), principal.who(), "asked", now, keys.service());
        return new Plan.Write<>(
                new Forgotten(DerivedIds.ofRedaction(memory)),
                notary.sign(principal, told.drafts()),
                List.of(),
                told.effects());
    }
}
