package io.cofre.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.nonce.Nonces;
import io.cofre.ports.span.KeyId;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.Nasty;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.fixtures.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nonces of signed requests, each taken once. */
public interface NoncesContract {
    /** Where none is taken yet. Nodes of one system share what they take: each call may answer another node's. */
    Nonces nonces();

    /** Whether the store drops old nonces by itself, so that a sweep finds none. */
    boolean sweepsItself();

    private static Facts facts() {
        return new Facts(Seeds.next(), () -> Instant.now());
    }

    private static KeyId key(Facts facts) {
        return facts.key().keyId();
    }

    @Test
    @Kills("takes a nonce twice")
    default void take_sameNonceAgain_isUsedBefore() {
        Nonces nonces = nonces();
        Facts facts = facts();
        KeyId key = key(facts);
        String nonce = facts.nonce();
        assertThat(nonces.take(key, nonce, facts.now())).isEqualTo(Nonces.Taking.TAKEN);
        assertThat(nonces.take(key, nonce, facts.now())).isEqualTo(Nonces.Taking.USED_BEFORE);
        assertThat(nonces.take(key, nonce, facts.now().plus(Nonces.KEPT).minusMillis(1)))
                .isEqualTo(Nonces.Taking.USED_BEFORE);
    }

    @Test
    @Kills("mixes the keys' nonces up")
    default void take_sameNonceOfAnotherKey_isTaken() {
        Nonces nonces = nonces();
        Facts facts = facts();
        String nonce = facts.nonce();
        assertThat(nonces.take(key(facts), nonce, facts.now())).isEqualTo(Nonces.Taking.TAKEN);
        assertThat(nonces.take(key(facts), nonce, facts.now())).isEqualTo(Nonces.Taking.TAKEN);
    }

    @Test
    @Kills("folds the case of nonces")
    default void take_nastyNonces_areAllDifferent() {
        Nonces nonces = nonces();
        Facts facts = facts();
        KeyId key = key(facts);
        for (String nonce : List.of(
                "abc",
                "ABC",
                "abc ",
                "a|b",
                "a:b",
                "a",
                "*",
                "%",
                Nasty.SQL,
                "\u00e9",
                "e\u0301",
                "x".repeat(200),
                "x".repeat(199))) {
            assertThat(nonces.take(key, nonce, facts.now())).as(nonce).isEqualTo(Nonces.Taking.TAKEN);
            assertThat(nonces.take(key, nonce, facts.now())).as(nonce).isEqualTo(Nonces.Taking.USED_BEFORE);
        }
    }

    @Test
    @Kills("looks before it takes")
    default void take_manyAtOnce_exactlyOneWins() {
        Nonces nonces = nonces();
        Facts facts = facts();
        KeyId key = key(facts);
        for (int round = 0; round < 20; round++) {
            String nonce = facts.nonce();
            Instant now = facts.now();
            List<Nonces.Taking> takings =
                    Together.run(Collections.nCopies(100, nonce), same -> nonces.take(key, same, now));
            assertThat(takings).filteredOn(Nonces.Taking.TAKEN::equals).hasSize(1);
            assertThat(takings).filteredOn(Nonces.Taking.USED_BEFORE::equals).hasSize(99);
        }
    }

    @Test
    @Kills("sweeps too soon")
    default void sweep_oldAndYoungNonces_removesTheOldAlone() {
        Nonces nonces = nonces();
        Facts facts = facts();
        KeyId key = key(facts);
        Instant now = SettableClock.START;
        String old = facts.nonce();
        String young = facts.nonce();
        nonces.take(key, old, now);
        nonces.take(key, young, now.plusMillis(1));
        Instant later = now.plus(Nonces.KEPT).plus(Duration.ofMillis(1));
        assertThat(nonces.sweep(now.plus(Nonces.KEPT))).isZero();
        assertThat(nonces.sweep(later)).isEqualTo(sweepsItself() ? 0 : 1);
        assertThat(nonces.take(key, young, later)).isEqualTo(Nonces.Taking.USED_BEFORE);
        assertThat(nonces.take(key, old, later))
                .isEqualTo(sweepsItself() ? Nonces.Taking.USED_BEFORE : Nonces.Taking.TAKEN);
    }
}
