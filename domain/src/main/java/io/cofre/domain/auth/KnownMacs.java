package io.cofre.domain.auth;

import io.cofre.domain.token.TokenMac;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Which MACs this node has found good since its start, also those whose hash it has forgotten since (spec 01, "Cost"):
 * 64 bits of each, in a table of a fixed size in which a newer one takes an older one's place. Who has no good token
 * cannot make a MAC, so nobody else's is taken for one. Thread-safe.
 */
public final class KnownMacs {
    /** 2 MiB. */
    private static final int PLACES = 1 << 18;

    private final AtomicLongArray places = new AtomicLongArray(PLACES);

    public void add(TokenMac mac) {
        long fingerprint = mac.fingerprint();
        places.set(place(fingerprint), fingerprint);
    }

    public boolean contains(TokenMac mac) {
        long fingerprint = mac.fingerprint();
        return fingerprint != 0 && places.get(place(fingerprint)) == fingerprint;
    }

    private static int place(long fingerprint) {
        return (int) (fingerprint & (PLACES - 1));
    }
}
