package io.cofre.domain.crypto;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/** Argon2id by BouncyCastle, in pure Java. */
final class BouncyArgon2id implements Argon2id {
    static final BouncyArgon2id INSTANCE = new BouncyArgon2id();
    private static final byte[] NONE = {};

    private BouncyArgon2id() {}

    @Override
    public String name() {
        return "BouncyCastle";
    }

    @Override
    public byte[] hash(byte[] password, byte[] salt, Cost cost) {
        return hash(password, salt, NONE, NONE, cost);
    }

    /** With the two inputs that only the RFC's own vector uses. */
    byte[] hash(byte[] password, byte[] salt, byte[] secret, byte[] associated, Cost cost) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .withSecret(secret)
                .withAdditional(associated)
                .build());
        byte[] tag = new byte[cost.tagBytes()];
        generator.generateBytes(password, tag);
        return tag;
    }
}
