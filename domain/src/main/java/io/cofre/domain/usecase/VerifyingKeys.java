package io.cofre.domain.usecase;

import io.cofre.domain.crypto.Ed25519;
import io.cofre.domain.span.VerifyingKey;
import io.cofre.ports.node.Memo;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.LedgerKey;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Public keys that were checked once, by their name, which follows from the key itself and so never changes its
 * meaning. Thread-safe.
 */
public final class VerifyingKeys {
    private final Ed25519 engine;
    private final Memo<KeyId, VerifyingKey> checked;

    @Inject
    public VerifyingKeys(Ed25519 engine, Memo<KeyId, VerifyingKey> checked) {
        this.engine = engine;
        this.checked = checked;
    }

    /** Empty for a key that can verify nothing, or whose name is not its own. */
    Optional<VerifyingKey> of(LedgerKey key) {
        Optional<VerifyingKey> known = checked.find(key.keyId());
        if (known.isPresent()) {
            return known;
        }
        Optional<VerifyingKey> fresh = VerifyingKey.of(key.publicKey(), engine)
                .filter(made -> made.keyId().equals(key.keyId()));
        fresh.ifPresent(made -> checked.keep(made.keyId(), made));
        return fresh;
    }
}
