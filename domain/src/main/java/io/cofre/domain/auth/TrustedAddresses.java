package io.cofre.domain.auth;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Addresses that presented a good token in the last hour (spec 01, "Cost"). Their trust is no licence: each unknown
 * token uses up one of a few tries, which comes back when the token proves good, or after a minute; an address from
 * which noise comes, perhaps beside honest neighbours behind one NAT, is soon as good as any other. Bounded;
 * thread-safe.
 */
final class TrustedAddresses {
    /** How many unknown tokens in a row may fail before the trust is used up. */
    static final int TRIES = 16;

    private static final Duration TRUSTED_FOR = Duration.ofHours(1);
    private static final Duration TRY_COMES_BACK_AFTER = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final InstantSource clock;
    private final Map<String, Standing> standings = new ConcurrentHashMap<>();

    TrustedAddresses(InstantSource clock) {
        this.clock = clock;
    }

    /** A good token came from the address, one that was known: at this moment it is trusted, for no more tries. */
    void seen(String address) {
        Instant now = clock.instant();
        Standing standing = standings.get(address);
        if (standing == null) {
            standing = made(address, now);
        }
        standing.seen(now);
    }

    /** A token that was unknown has proved good: its try comes back. */
    void found(String address) {
        seen(address);
        Standing standing = standings.get(address);
        if (standing != null) {
            standing.giveBack();
        }
    }

    /** Whether an unknown token from the address is trusted; uses up a try. */
    boolean take(String address) {
        Standing standing = standings.get(address);
        return standing != null && standing.take(clock.instant());
    }

    private Standing made(String address, Instant now) {
        if (standings.size() >= MOST) {
            makeRoom(now);
        }
        return standings.computeIfAbsent(address, fresh -> new Standing(now));
    }

    /** Only good tokens make entries, so nobody can crowd out others at will: which one goes matters little. */
    private void makeRoom(Instant now) {
        standings.values().removeIf(standing -> !standing.trusted(now));
        Iterator<Standing> any = standings.values().iterator();
        while (standings.size() >= MOST && any.hasNext()) {
            any.next();
            any.remove();
        }
    }

    /** Of one address. */
    private static final class Standing {
        private volatile Instant lastGood;
        private Instant counted;
        private int tries = TRIES;

        Standing(Instant now) {
            this.lastGood = now;
            this.counted = now;
        }

        void seen(Instant now) {
            lastGood = now;
        }

        boolean trusted(Instant now) {
            return lastGood.plus(TRUSTED_FOR).isAfter(now);
        }

        synchronized void giveBack() {
            tries = Math.min(TRIES, tries + 1);
        }

        synchronized boolean take(Instant now) {
            if (!trusted(now)) {
                return false;
            }
            long back = Math.max(0, Duration.between(counted, now).dividedBy(TRY_COMES_BACK_AFTER));
            tries = (int) Math.min(TRIES, tries + back);
            counted = counted.plus(TRY_COMES_BACK_AFTER.multipliedBy(back));
            if (tries == 0) {
                return false;
            }
            tries--;
            return true;
        }
    }
}
