package io.cofre.domain.usecase;

import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.vault.Leftovers;
import io.cofre.ports.vault.SecretRef;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Destroys secrets that a committed change dropped (idea 5 of the architecture). For the scheduler; what a crash leaves
 * is destroyed by the next run. Thread-safe.
 */
public final class DestroyDroppedSecrets {
    private static final int PAGE = 1_000;

    private final KeyVault vault;
    private final Leftovers leftovers;

    @Inject
    public DestroyDroppedSecrets(KeyVault vault, Leftovers leftovers) {
        this.vault = vault;
        this.leftovers = leftovers;
    }

    /** At most 1,000; returns how many. */
    public int destroy() {
        List<SecretRef> refs = leftovers.dropped(PAGE);
        if (!refs.isEmpty()) {
            vault.destroy(refs);
            leftovers.done(refs);
        }
        return refs.size();
    }
}
