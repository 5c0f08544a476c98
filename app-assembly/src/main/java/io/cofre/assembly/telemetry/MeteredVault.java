package io.cofre.assembly.telemetry;

import io.cofre.ports.span.PublicKey;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.vault.SecretRef;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Counts the vault's calls by operation. */
final class MeteredVault implements KeyVault {
    private final KeyVault vault;
    private final Endings generating;
    private final Endings keeping;
    private final Endings signing;
    private final Endings using;
    private final Endings destroying;

    MeteredVault(KeyVault vault, Meters meters) {
        this.vault = vault;
        this.generating = endings(meters, "generate");
        this.keeping = endings(meters, "keep");
        this.signing = endings(meters, "sign");
        this.using = endings(meters, "use");
        this.destroying = endings(meters, "destroy");
    }

    private static Endings endings(Meters meters, String operation) {
        return new Endings(
                meters,
                "cofre.vault.call.duration",
                "The vault's calls; use: until the secret is there",
                "operation",
                operation);
    }

    @Override
    public List<PublicKey> generateEd25519(List<SecretRef> fresh) {
        return generating.of(() -> vault.generateEd25519(fresh));
    }

    @Override
    public void keep(Map<SecretRef, SecretBytes> secrets) {
        keeping.of(() -> {
            vault.keep(secrets);
            return secrets;
        });
    }

    @Override
    public List<byte[]> sign(SecretRef ref, List<byte[]> messages) {
        return signing.of(() -> vault.sign(ref, messages));
    }

    @Override
    public <R> R use(SecretRef ref, Function<SecretBytes, R> body) {
        Endings.Run run = using.begin();
        try {
            return vault.use(ref, secret -> {
                // What is done with the secret, a slow hashing for one, is not the vault's time.
                run.ok();
                return body.apply(secret);
            });
        } catch (RuntimeException e) {
            run.failed(e);
            throw e;
        }
    }

    @Override
    public void destroy(Collection<SecretRef> refs) {
        destroying.of(() -> {
            vault.destroy(refs);
            return refs;
        });
    }
}
