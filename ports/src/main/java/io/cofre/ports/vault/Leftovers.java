package io.cofre.ports.vault;

import java.util.Collection;
import java.util.List;

/** The outbox of {@code SecretEffect.Dropped}: secrets that a committed change no longer needs. Thread-safe. */
public interface Leftovers {
    /** The oldest entries, at most {@code limit}; the same ones again until they are {@link #done}. */
    List<SecretRef> dropped(int limit);

    /** Removes entries whose secrets were destroyed; unknown ones are passed over. */
    void done(Collection<SecretRef> refs);
}
