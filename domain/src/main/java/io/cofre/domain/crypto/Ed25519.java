package io.cofre.domain.crypto;

import io.cofre.ports.span.PublicKey;
import io.cofre.ports.vault.Ed25519Engine;
import java.util.Optional;

/**
 * Pure Ed25519 (RFC 8032) with one predicate of what a good signature is, whatever library does the arithmetic (spec
 * 03, "Canonical form, hash, signature"). Libraries differ on hundreds of edge cases, and a ledger whose verdict
 * depends on the machine is none. Refused are: S outside 0 to L - 1; an encoding of A or R that is not the canonical
 * one; an A or R outside the prime-order subgroup, or its neutral element; any length but 32 and 64 bytes. What is left
 * must fulfil SB = R + hA.
 *
 * <p>How the two engines come to the same verdict. A is checked once a key, in full, by {@link #check}. BouncyCastle's
 * equation is multiplied by the cofactor, so that a torsion point added to R goes unseen: there R is checked in full
 * each time, and between points of the prime-order subgroup the multiplied equation holds if and only if the plain one
 * does. ACCP encodes SB - hA and compares it with R byte for byte: with A in the subgroup that point is in it too, and
 * its encoding is the canonical one, so that no other R can be equal; only the neutral element must be refused besides.
 */
public sealed interface Ed25519 extends Ed25519Engine permits AccpEd25519, BouncyEd25519 {
    /**
     * {@link #accp()} where it is there, else {@link #bouncyCastle()}; never the JDK's own, which is 20 times slower.
     */
    static Ed25519 fastest() {
        return accp().orElseGet(Ed25519::bouncyCastle);
    }

    /**
     * Amazon Corretto Crypto Provider; empty where its classes or its native library are missing. It is faster still
     * where the system property {@code com.amazon.corretto.crypto.provider.registerEdKeyFactory} was {@code true}
     * before its first use.
     */
    static Optional<Ed25519> accp() {
        return AccpPresence.ENGINE;
    }

    /** BouncyCastle's lightweight implementation, in pure Java. */
    static Ed25519 bouncyCastle() {
        return BouncyEd25519.INSTANCE;
    }

    /** Which library does the arithmetic, for logs. */
    String name();

    /**
     * Looks once whether a public key may ever verify anything; costs as much as a verification, so the caller keeps
     * the answer. Empty where the key is not canonically encoded, or outside the prime-order subgroup.
     */
    Optional<CheckedKey> check(PublicKey key);

    /** Whether a signature is the key's for a message. */
    Verdict verify(CheckedKey key, byte[] message, byte[] signature);

    /** What verification says. */
    enum Verdict {
        VALID,
        INVALID
    }
}
