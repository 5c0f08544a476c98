package io.cofre.assembly.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.cofre.assembly.config.Config;
import io.cofre.assembly.config.TrustConfig;
import io.cofre.assembly.telemetry.Telemetry;
import io.cofre.domain.crypto.Ed25519;
import io.cofre.local.node.ConfiguredAnchors;
import io.cofre.local.node.TrustFile;
import io.cofre.local.vault.EnvelopeVault;
import io.cofre.ports.node.TrustAnchors;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.vault.SecretRows;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Time, randomness, secrets and trust: the same in every assembly. */
final class WorldModule extends AbstractModule {
    private final Foundation foundation;

    WorldModule(Foundation foundation) {
        this.foundation = foundation;
    }

    @Provides
    Config config() {
        return foundation.config();
    }

    @Provides
    @Singleton
    InstantSource clock() {
        return foundation.clock();
    }

    @Provides
    Telemetry telemetry() {
        return foundation.telemetry();
    }

    @Provides
    @Singleton
    SecureRandom secureRandom() {
        return new SecureRandom();
    }

    @Provides
    RandomGenerator random(SecureRandom random) {
        return random;
    }

    @Provides
    @Singleton
    TrustAnchors anchors(Config config) {
        return switch (config.trust()) {
            case TrustConfig.InFile(var file) -> new TrustFile(file);
            case TrustConfig.Fixed(var roots) -> new ConfiguredAnchors(roots);
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
        return foundation
                .closing()
                .keep("vault", new EnvelopeVault(rows, Ed25519.fastest(), foundation.masters(), caching, random));
    }
}
