package io.cofre.assembly.telemetry;

import io.cofre.ports.span.PublicKey;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.vault.SecretRef;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A span for each call of the vault; what names a secret is in none. */
final class TracedVault implements KeyVault {
    private final KeyVault vault;
    private final Tracing tracing;

    TracedVault(KeyVault vault, Tracing tracing) {
        this.vault = vault;
        this.tracing = tracing;
    }

    @Override
    public List<PublicKey> generateEd25519(List<SecretRef> fresh) {
        return tracing.within(tracing.span("vault generate"), () -> vault.generateEd25519(fresh));
    }

    @Override
    public void keep(Map<SecretRef, SecretBytes> secrets) {
        tracing.within(tracing.span("vault keep"), () -> {
            vault.keep(secrets);
            return secrets;
        });
    }

    @Override
    public List<byte[]> sign(SecretRef ref, List<byte[]> messages) {
        return tracing.within(tracing.span("vault sign"), () -> vault.sign(ref, messages));
    }

    @Override
    public <R> R use(SecretRef ref, Function<SecretBytes, R> body) {
        return tracing.within(tracing.span("vault use"), () -> vault.use(ref, body));
    }

    @Override
    public void destroy(Collection<SecretRef> refs) {
        tracing.within(tracing.span("vault destroy"), () -> {
            vault.destroy(refs);
            return refs;
        });
    }
}
