package io.cofre.domain.usecase;

import io.cofre.domain.ledger.DerivedIds;
import io.cofre.domain.ledger.LedgerVerification;
import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Spans;
import io.cofre.ports.span.StoredSpan;
import io.cofre.ports.span.Viewer;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;

/** The {@code logline_id} spans that lead from a key to its root, as one viewer sees them. */
final class KeyChain {
    /** The most keys of a chain: so many rotations of one kid, and its roots. */
    static final int MOST_KEYS = 128;

    /** A key is introduced, retired and revoked; what is beyond is no key's history. */
    private static final int MOST_VERSIONS = 16;

    private final Spans spans;
    private final Viewer viewer;

    KeyChain(Spans spans, Viewer viewer) {
        this.spans = spans;
        this.viewer = viewer;
    }

    /**
     * Shows a verification what was said before a position about some keys, and about the keys that said it. Empty
     * where all of it holds; else why not.
     */
    Optional<String> before(long position, Set<KeyId> keys, LedgerVerification verification) {
        NavigableMap<Long, StoredSpan> said = new TreeMap<>();
        Set<KeyId> seen = new HashSet<>(keys);
        Queue<KeyId> open = new ArrayDeque<>(seen);
        for (KeyId next = open.poll(); next != null; next = open.poll()) {
            if (seen.size() > MOST_KEYS) {
                return Optional.of("over " + MOST_KEYS + " keys lead to the root; verify an export instead");
            }
            for (StoredSpan span : spans.versions(viewer, DerivedIds.ofKey(next), -1, MOST_VERSIONS)) {
                if (span.position() < position) {
                    said.put(span.position(), span);
                    if (seen.add(span.signature().keyId())) {
                        open.add(span.signature().keyId());
                    }
                }
            }
        }
        for (StoredSpan span : said.values()) {
            Optional<LedgerVerification.Fault> fault = verification.next(span);
            if (fault.isPresent()) {
                return fault.map(found -> "span " + found.version().id() + ", seq "
                        + found.version().seq() + ", of the key's history: " + found.detail());
            }
        }
        return Optional.empty();
    }
}
