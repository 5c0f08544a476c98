package io.cofre.domain.usecase;

import io.cofre.ports.node.TrustAnchors;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Keys;
import io.cofre.ports.span.LedgerKey;
import io.cofre.ports.span.LedgerScan;
import io.cofre.ports.span.PublicKey;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/**
 * Whether a registry that is not empty rests on a root that this node trusts (spec 03): without one, the node refuses
 * to serve. Thread-safe.
 */
public final class CheckTrust {
    private final LedgerScan ledger;
    private final Keys keys;
    private final TrustAnchors anchors;

    @Inject
    public CheckTrust(LedgerScan ledger, Keys keys, TrustAnchors anchors) {
        this.ledger = ledger;
        this.keys = keys;
        this.anchors = anchors;
    }

    /** What was found. */
    public sealed interface Trust {
        /** The registry is empty, or all its roots are trusted. */
        record Trusted() implements Trust {}

        /** These roots stand in the registry and not among the anchors. */
        record Untrusted(List<KeyId> roots) implements Trust {
            public Untrusted {
                roots = List.copyOf(roots);
            }
        }
    }

    public Trust check() {
        if (ledger.last() == 0) {
            return new Trust.Trusted();
        }
        Map<KeyId, PublicKey> trusted = anchors.roots();
        List<KeyId> untrusted = keys.roots().stream()
                .filter(key -> !trusted.containsKey(key.keyId()))
                .map(LedgerKey::keyId)
                .toList();
        return untrusted.isEmpty() ? new Trust.Trusted() : new Trust.Untrusted(untrusted);
    }
}
