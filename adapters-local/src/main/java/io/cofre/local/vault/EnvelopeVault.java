package io.cofre.local.vault;

import com.github.benmanes.caffeine.cache.Ticker;
import io.cofre.ports.Dependency;
import io.cofre.ports.PortFailure;
import io.cofre.ports.span.PublicKey;
import io.cofre.ports.vault.Ed25519Engine;
import io.cofre.ports.vault.Ed25519Engine.Signer;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.vault.SecretRef;
import io.cofre.ports.vault.SecretRows;
import io.cofre.ports.vault.SecretRows.Sealed;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** A vault over rows under envelope encryption. After {@link #close} it is unavailable. */
public final class EnvelopeVault implements KeyVault, AutoCloseable {
    private static final int REWRAPPED_AT_ONCE = 200;
    private static final int IDLE_ROUNDS = 10;

    private final SecretRows rows;
    private final Ed25519Engine engine;
    private final MasterKeys masters;
    private final SecureRandom random;
    private final Envelope envelope;
    private final SecretCache cache;
    private volatile boolean closed;

    /**
     * How decrypted secrets are cached.
     *
     * @param kept for how long at most
     * @param most how many at most
     */
    public record Caching(Duration kept, long most) {
        public static final Caching DEFAULT = new Caching(Duration.ofMinutes(5), 10_000);

        public Caching {
            if (kept.isNegative() || most < 0) {
                throw new IllegalArgumentException("neither may be negative: " + kept + ", " + most);
            }
        }
    }

    /** The master keys become the vault's, which closes them. */
    public EnvelopeVault(
            SecretRows rows, Ed25519Engine engine, MasterKeys masters, Caching caching, SecureRandom random) {
        this(rows, engine, masters, caching, random, Ticker.systemTicker());
    }

    /** As above, by another clock. */
    public EnvelopeVault(
            SecretRows rows,
            Ed25519Engine engine,
            MasterKeys masters,
            Caching caching,
            SecureRandom random,
            Ticker ticker) {
        this.rows = rows;
        this.engine = engine;
        this.masters = masters;
        this.random = random;
        this.envelope = new Envelope(masters, random);
        this.cache = new SecretCache(caching, ticker, this::load);
    }

    @Override
    public List<PublicKey> generateEd25519(List<SecretRef> fresh) {
        requireOpen();
        List<PublicKey> keys = new ArrayList<>(fresh.size());
        Map<SecretRef, Sealed> sealed = new LinkedHashMap<>();
        for (SecretRef ref : fresh) {
            byte[] bytes = new byte[32];
            random.nextBytes(bytes);
            try (SecretBytes seed = SecretBytes.owning(bytes)) {
                keys.add(engine.publicKey(seed));
                if (sealed.put(ref, envelope.seal(ref, seed)) != null) {
                    throw new IllegalStateException("the ref " + ref + " is named twice");
                }
            }
        }
        add(sealed);
        return List.copyOf(keys);
    }

    @Override
    public void keep(Map<SecretRef, SecretBytes> secrets) {
        requireOpen();
        Map<SecretRef, Sealed> sealed = new LinkedHashMap<>();
        secrets.forEach((ref, secret) -> sealed.put(ref, envelope.seal(ref, secret)));
        add(sealed);
    }

    @Override
    public List<byte[]> sign(SecretRef ref, List<byte[]> messages) {
        requireOpen();
        return cache.with(ref, secret -> {
            Signer signer = secret.signer(ref, engine);
            return messages.stream().map(signer::sign).toList();
        });
    }

    /** Lends a copy, which is closed after the body: what the body keeps all the same is of no use. */
    @Override
    public <R> R use(SecretRef ref, Function<SecretBytes, R> body) {
        requireOpen();
        return cache.with(ref, shared -> {
            try (SecretBytes secret = shared.copy()) {
                return body.apply(secret);
            }
        });
    }

    @Override
    public void destroy(Collection<SecretRef> refs) {
        requireOpen();
        try {
            rows.remove(refs);
        } finally {
            cache.drop(refs);
        }
    }

    /** Drops what is cached of these refs: for a node that hears of their destruction elsewhere. */
    public void forget(Collection<SecretRef> refs) {
        cache.drop(refs);
    }

    /**
     * Wraps by the current master key every data key that another one wraps; secrets are not decrypted. May be cut off
     * and run again, and run beside users of the vault.
     *
     * @param progress called after each row with how many this call has re-wrapped
     * @return how many this call has re-wrapped
     * @throws PortFailure.Corrupt at the first row that does not unwrap; those before it are done
     */
    public long rewrapAll(LongConsumer progress) {
        requireOpen();
        long done = 0;
        int idle = 0;
        while (true) {
            List<SecretRef> refs = rows.wrappedByOther(masters.currentId(), REWRAPPED_AT_ONCE);
            if (refs.isEmpty()) {
                return done;
            }
            long before = done;
            for (SecretRef ref : refs) {
                if (rewrap(ref)) {
                    done++;
                    progress.accept(done);
                }
            }
            idle = done == before ? idle + 1 : 0;
            if (idle == IDLE_ROUNDS) {
                throw new PortFailure.Unavailable(
                        Dependency.VAULT,
                        refs.size() + " secrets or more, " + refs.getFirst()
                                + " among them, were changed by others each time they were to be re-wrapped; run it again");
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        cache.close();
        masters.close();
    }

    private boolean rewrap(SecretRef ref) {
        Optional<Sealed> row = rows.find(ref);
        return row.isPresent()
                && !row.get().masterKeyId().equals(masters.currentId())
                && rows.rewrap(ref, row.get(), envelope.rewrap(ref, row.get()));
    }

    private void add(Map<SecretRef, Sealed> sealed) {
        if (!sealed.isEmpty()) {
            rows.add(sealed);
        }
    }

    private SecretBytes load(SecretRef ref) {
        Sealed row = rows.find(ref).orElseThrow(() -> new PortFailure.Rejected("there is no secret " + ref));
        return envelope.open(ref, row);
    }

    private void requireOpen() {
        if (closed) {
            throw new PortFailure.Unavailable(Dependency.VAULT, "the vault is closed");
        }
    }
}
