package io.cofre.testkit.memory;

import io.cofre.ports.journal.Effect;
import io.cofre.ports.journal.TokenEffect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The projections of a store that keeps its API keys elsewhere: what would change them is left for the other store, in
 * the same commit. Guarded by its store's lock.
 */
final class Outbox extends Projections {
    private final List<Waiting> waiting = new ArrayList<>();

    /** An effect for the other store, and the position of its cause. */
    record Waiting(TokenEffect.Put put, long position) {}

    @Override
    void apply(Effect effect, long position) {
        if (effect instanceof TokenEffect.Put put) {
            waiting.add(new Waiting(put, position));
        } else {
            super.apply(effect, position);
        }
    }

    List<Waiting> waiting() {
        return List.copyOf(waiting);
    }

    void done(Collection<Waiting> written) {
        waiting.removeAll(written);
    }
}
