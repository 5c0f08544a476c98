package io.cofre.domain.usecase;

import io.cofre.domain.ledger.Records;
import io.cofre.ports.journal.MemoryEffect;
import io.cofre.ports.memory.Memories;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How memories are forgotten: the content key and the search row go, a {@code redacted} span of S stays (spec 04). */
final class Forgetting {
    private Forgetting() {}

    static Births.Birth of(List<Memories.Entry> entries, String who, String reason, Instant now, Signer service) {
        List<Births.Birth> told = new ArrayList<>();
        for (Memories.Entry entry : entries) {
            Notary.Draft draft = new Notary.Draft(
                    Records.redacted(entry.id(), entry.tenant(), entry.owner(), who, now, reason), service);
            told.add(new Births.Birth(List.of(draft), List.of(new MemoryEffect.Dropped(entry.id(), draft.version()))));
        }
        return Births.Birth.of(told);
    }
}
