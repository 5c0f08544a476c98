package io.cofre.testkit.memory;

import io.cofre.ports.PortFailure;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.vault.Ed25519Engine;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.vault.SecretRows;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * A vault in the process's memory: real Ed25519, nothing durable, secrets cleared when destroyed. Its refs, and nothing
 * of the secrets, are listed in the rows. Thread-safe.
 */
public final class InMemoryVault implements KeyVault {
    private final ReentrantLock lock = new ReentrantLock();
    private final Ed25519Engine engine;
    private final RandomGenerator random;
    private final SecretRows rows;
    private final Map<SecretRef, SecretBytes> secrets = new HashMap<>();

    /**
     * Makes an empty vault.
     *
     * @param random a cryptographic generator, but in tests that are to be repeated; used under the vault's lock
     * @param rows of this vault alone
     */
    public InMemoryVault(Ed25519Engine engine, RandomGenerator random, SecretRows rows) {
        this.engine = engine;
        this.random = random;
        this.rows = rows;
    }

    @Override
    public List<PublicKey> generateEd25519(List<SecretRef> fresh) {
        List<SecretRef> refs = List.copyOf(fresh);
        return locked(() -> {
            Map<SecretRef, SecretBytes> seeds = new LinkedHashMap<>();
            List<PublicKey> keys = new ArrayList<>();
            for (SecretRef ref : refs) {
                byte[] seed = new byte[32];
                random.nextBytes(seed);
                SecretBytes secret = SecretBytes.owning(seed);
                if (seeds.put(ref, secret) != null) {
                    throw inUse(ref);
                }
                keys.add(engine.publicKey(secret));
            }
            add(seeds);
            return List.copyOf(keys);
        });
    }

    @Override
    public void keep(Map<SecretRef, SecretBytes> given) {
        locked(() -> {
            Map<SecretRef, SecretBytes> copies = new HashMap<>();
            given.forEach((ref, secret) -> copies.put(ref, secret.copy()));
            add(copies);
            return copies.size();
        });
    }

    private void add(Map<SecretRef, SecretBytes> fresh) {
        for (SecretRef ref : fresh.keySet()) {
            if (secrets.containsKey(ref)) {
                fresh.values().forEach(SecretBytes::close);
                throw inUse(ref);
            }
        }
        SecretRows.Sealed listed = new SecretRows.Sealed("in memory", "", "");
        Map<SecretRef, SecretRows.Sealed> all = new HashMap<>();
        fresh.keySet().forEach(ref -> all.put(ref, listed));
        rows.add(all);
        secrets.putAll(fresh);
    }

    private static IllegalStateException inUse(SecretRef ref) {
        return new IllegalStateException("the ref is in use: " + ref);
    }

    @Override
    public List<byte[]> sign(SecretRef ref, List<byte[]> messages) {
        return use(
                ref,
                seed -> messages.stream()
                        .map(message -> engine.sign(seed, message))
                        .toList());
    }

    /** The function gets a copy, so that destroying the secret beside it disturbs neither. */
    @Override
    public <R> R use(SecretRef ref, Function<SecretBytes, R> body) {
        SecretBytes lent = locked(() -> {
            SecretBytes secret = secrets.get(ref);
            if (secret == null) {
                throw new PortFailure.Rejected("no secret stands under " + ref);
            }
            return secret.copy();
        });
        try (lent) {
            return body.apply(lent);
        }
    }

    @Override
    public void destroy(Collection<SecretRef> refs) {
        List<SecretRef> gone = List.copyOf(refs);
        locked(() -> {
            rows.remove(gone);
            for (SecretRef ref : gone) {
                SecretBytes secret = secrets.remove(ref);
                if (secret != null) {
                    secret.close();
                }
            }
            return gone.size();
        });
    }

    /** What it keeps. */
    public List<SecretRef> refs() {
        return locked(() -> List.copyOf(secrets.keySet()));
    }

    private <T> T locked(Supplier<T> body) {
        lock.lock();
        try {
            return body.get();
        } finally {
            lock.unlock();
        }
    }
}
