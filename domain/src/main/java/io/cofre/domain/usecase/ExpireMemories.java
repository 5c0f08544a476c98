package io.cofre.domain.usecase;

import io.cofre.domain.Reply;
import io.cofre.ports.memory.Memories;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Forgets memories whose time is over (spec 04), as if they were asked to be forgotten. Thread-safe. */
public final class ExpireMemories {
    private static final String WHO = "service:expiry";

    private final Memories memories;
    private final ServiceKeys keys;
    private final Notary notary;
    private final Commits commits;
    private final InstantSource clock;

    @Inject
    public ExpireMemories(Memories memories, ServiceKeys keys, Notary notary, Commits commits, InstantSource clock) {
        this.memories = memories;
        this.keys = keys;
        this.notary = notary;
        this.commits = commits;
        this.clock = clock;
    }

    /** At most {@code limit} (1 to 500) in one change; returns how many, 0 where none is due. For the scheduler. */
    public int expire(int limit) {
        Instant now = clock.instant();
        List<Memories.Entry> due = memories.due(now, limit);
        if (due.isEmpty()) {
            return 0;
        }
        Reply<Integer> reply = commits.run(Optional.empty(), () -> plan(due, now));
        return reply instanceof Reply.Done<Integer> done ? done.value() : 0;
    }

    private Plan<Integer> plan(List<Memories.Entry> due, Instant now) {
        Births.Birth told = Forgetting.of(due, WHO, "expired", now, keys.service());
        return new Plan.Write<>(due.size(), notary.signUnasked(told.drafts()), List.of(), told.effects());
    }
}
