package io.cofre.redis;

import io.cofre.ports.nonce.Nonces;
import io.cofre.ports.span.KeyId;
import io.lettuce.core.SetArgs;
import java.time.Instant;

/**
 * Nonces as keys that Redis itself forgets, by its own clock. A take that was sent and not answered may still happen:
 * {@code PortFailure.OutcomeUnknown}, and the request is signed again with another nonce.
 */
public final class RedisNonces implements Nonces {
    private static final String PREFIX = "cofre:nonce:";
    private static final int MOST_CHARACTERS = 200;

    private final RedisLink link;

    public RedisNonces(RedisLink link) {
        this.link = link;
    }

    @Override
    public Taking take(KeyId key, String nonce, Instant now) {
        if (nonce.isEmpty() || nonce.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("a nonce has 1 to 200 characters, not " + nonce.length());
        }
        SetArgs once = SetArgs.Builder.nx().ex(KEPT);
        try {
            String answer = link.connection().sync().set(PREFIX + key.value() + "|" + nonce, "1", once);
            return "OK".equals(answer) ? Taking.TAKEN : Taking.USED_BEFORE;
        } catch (RuntimeException e) {
            throw RedisFailures.ofOnce("taking a nonce", e);
        }
    }

    /** Redis does so by itself. */
    @Override
    public int sweep(Instant now) {
        return 0;
    }
}
