package io.cofre.postgres.journal;

import io.cofre.ports.journal.Effect;
import io.cofre.ports.journal.Judgement;
import io.cofre.ports.span.Receipt;
import io.cofre.ports.span.SpanVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Query;

/** Exactly one writer for every kind of effect that there is. */
final class EffectWriters {
    private final Map<Class<?>, EffectWriter<?>> writers = new LinkedHashMap<>();

    EffectWriters(Collection<? extends EffectWriter<?>> given) {
        for (EffectWriter<?> writer : given) {
            if (writers.put(writer.effects(), writer) != null) {
                throw new IllegalArgumentException(
                        "two writers of " + writer.effects().getSimpleName());
            }
        }
        for (Class<?> kind : Effect.class.getPermittedSubclasses()) {
            if (!writers.containsKey(kind)) {
                throw new IllegalArgumentException("no writer of " + kind.getSimpleName());
            }
        }
    }

    /** What applies the effects of the accepted changes; none where they have none. */
    List<Query> queries(DSLContext sql, Judgement judgement) {
        Map<EffectWriter<?>, List<Applied<Effect>>> sorted = new LinkedHashMap<>();
        for (Judgement.Write write : judgement.writes()) {
            Map<SpanVersion, Receipt> receipts = new HashMap<>();
            write.receipts().forEach(receipt -> receipts.put(receipt.version(), receipt));
            for (Effect effect : write.change().effects()) {
                Receipt cause = Objects.requireNonNull(receipts.get(effect.cause()));
                sorted.computeIfAbsent(of(effect), unseen -> new ArrayList<>())
                        .add(new Applied<>(effect, cause.position(), cause.recordedAt()));
            }
        }
        List<Query> queries = new ArrayList<>();
        sorted.forEach((writer, applied) -> queries.addAll(write(sql, writer, applied)));
        return queries;
    }

    private EffectWriter<?> of(Effect effect) {
        return writers.values().stream()
                .filter(writer -> writer.effects().isInstance(effect))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no writer of " + effect.getClass()));
    }

    private static <E extends Effect> List<Query> write(
            DSLContext sql, EffectWriter<E> writer, List<Applied<Effect>> applied) {
        List<Applied<E>> own = applied.stream()
                .map(one -> new Applied<>(writer.effects().cast(one.effect()), one.position(), one.recordedAt()))
                .toList();
        return writer.write(sql, own);
    }
}
