package io.cofre.assembly.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.cofre.assembly.config.Config;
import io.cofre.assembly.config.TrustConfig;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.local.node.ConfiguredAnchors;
import io.cofre.local.node.TrustFile;
import io.cofre.local.vault.EnvelopeVault;
import io.cofre.local.vault.MasterKeys;
import io.cofre.ports.node.TrustAnchors;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.vault.SecretRows;
import java.security.SecureRandom;

/** Secrets under a master key, and the roots that an operator keeps. */
final class EnvelopeModule extends AbstractModule {
    private final MasterKeys masters;
    private final Closing closing;

    EnvelopeModule(MasterKeys masters, Closing closing) {
        this.masters = masters;
        this.closing = closing;
    }

    @Provides
    @Singleton
    TrustAnchors anchors(Config config) {
        return switch (config.trust()) {
            case TrustConfig.InFile(var file) -> new TrustFile(file);
            case TrustConfig.Fixed(var roots) -> new ConfiguredAnchors(roots);
            case TrustConfig.InMemory ignored -> throw new IllegalStateException("these roots are kept");
        };
    }

    @Provides
    @Singleton
    KeyVault vault(EnvelopeVault vault) {
        return vault;
    }

    @Provides
    @Singleton
    EnvelopeVault envelopes(SecretRows rows, SecureRandom random, Config config) {
        EnvelopeVault.Caching caching = new EnvelopeVault.Caching(
                config.vault().cached(), config.vault().mostCached());
        return closing.keep("vault", new EnvelopeVault(rows, Ed25519.fastest(), masters, caching, random));
    }
}
