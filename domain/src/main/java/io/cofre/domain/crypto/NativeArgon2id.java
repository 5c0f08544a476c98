package io.cofre.domain.crypto;

import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import de.mkammerer.argon2.Argon2Version;
import java.util.Arrays;
import java.util.Optional;

/** Argon2id by the reference implementation in C, which argon2-jvm brings and JNA loads. */
final class NativeArgon2id implements Argon2id {
    static final Optional<Argon2id> INSTANCE = load();

    private NativeArgon2id() {}

    /** Taken only if it loads and agrees with BouncyCastle on a small case. */
    private static Optional<Argon2id> load() {
        try {
            Argon2id engine = new NativeArgon2id();
            byte[] sample = new byte[16];
            Cost small = new Cost(8, 1, 1, 32);
            byte[] expected = BouncyArgon2id.INSTANCE.hash(sample, sample, small);
            return Arrays.equals(engine.hash(sample, sample, small), expected) ? Optional.of(engine) : Optional.empty();
        } catch (LinkageError notHere) {
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return "argon2-jvm";
    }

    @Override
    public byte[] hash(byte[] password, byte[] salt, Cost cost) {
        return Argon2Factory.createAdvanced(Argon2Types.ARGON2id, salt.length, cost.tagBytes())
                .rawHash(cost.passes(), cost.memoryKib(), cost.lanes(), password, salt);
    }

    /** With the two inputs that only the RFC's own vector uses. */
    byte[] hash(byte[] password, byte[] salt, byte[] secret, byte[] associated, Cost cost) {
        return Argon2Factory.createAdvanced(Argon2Types.ARGON2id)
                .rawHashAdvanced(
                        cost.passes(),
                        cost.memoryKib(),
                        cost.lanes(),
                        password,
                        salt,
                        secret,
                        associated,
                        cost.tagBytes(),
                        Argon2Version.V13);
    }
}
