package io.cofre.assembly.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Stage;
import io.cofre.assembly.config.StoreConfig;
import io.cofre.domain.Cofre;
import io.cofre.http.surface.Surface;
import io.cofre.local.vault.EnvelopeVault;
import io.cofre.ports.nonce.Nonces;
import io.cofre.ports.token.WalletSessions;
import io.cofre.postgres.journal.PostgresSweep;
import io.cofre.redis.RedisLink;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A wired node, before it serves.
 *
 * @param draining true once the node is about to stop
 */
public record Assembled(
        Cofre cofre,
        Surface surface,
        EnvelopeVault vault,
        WalletSessions sessions,
        PostgresSweep sweep,
        Nonces nonces,
        InstantSource clock,
        SecureRandom random,
        AtomicBoolean draining) {
    private static final Logger LOG = LoggerFactory.getLogger(Assembled.class);

    /**
     * Wires what the configuration names, from modules that were chosen before there is an injector.
     *
     * @param redisUrl with its password; empty where nodes share none
     */
    public static Assembled of(Foundation foundation, Optional<String> redisUrl) {
        List<Module> modules = new ArrayList<>();
        modules.add(new WorldModule(foundation));
        modules.add(new PostgresModule(foundation));
        modules.addAll(
                switch (foundation.config().store().backend()) {
                    case StoreConfig.Backend.Embedded ignored ->
                        List.of(new OneNodeModule(), new PostgresNoncesModule());
                    case StoreConfig.Backend.Shared ignored -> {
                        RedisLink link = foundation.closing().keep("redis", RedisLink.open(redisUrl.orElseThrow()));
                        yield List.of(new ManyNodesModule(link, foundation.closing()));
                    }
                });
        modules.add(new NearModule(foundation.closing()));
        modules.add(new DomainModule(foundation.publicOrigin()));
        modules.add(new HttpModule(foundation.publicOrigin()));
        LOG.info(
                "assembly {} of {}",
                foundation.config().node().assembly(),
                modules.stream()
                        .map(module -> module.getClass().getSimpleName())
                        .toList());
        Injector injector = injector(modules);
        return new Assembled(
                injector.getInstance(Cofre.class),
                injector.getInstance(Surface.class),
                injector.getInstance(EnvelopeVault.class),
                injector.getInstance(WalletSessions.class),
                injector.getInstance(PostgresSweep.class),
                injector.getInstance(Nonces.class),
                injector.getInstance(InstantSource.class),
                injector.getInstance(SecureRandom.class),
                injector.getInstance(AtomicBoolean.class));
    }

    /** The program's version, as its jar says. */
    public static String version() {
        return Optional.ofNullable(Assembled.class.getPackage().getImplementationVersion())
                .orElse("unknown");
    }

    /** Nothing is made that no module names, and all of it at once. */
    static Injector injector(List<Module> modules) {
        List<Module> all = new ArrayList<>(modules);
        all.add(new Strict());
        return Guice.createInjector(Stage.PRODUCTION, all);
    }

    private static final class Strict extends AbstractModule {
        @Override
        protected void configure() {
            binder().requireExplicitBindings();
            binder().requireExactBindingAnnotations();
            binder().requireAtInjectOnConstructors();
            binder().disableCircularProxies();
        }
    }
}
