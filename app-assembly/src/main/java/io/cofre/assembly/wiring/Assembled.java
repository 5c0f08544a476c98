package io.cofre.assembly.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Stage;
import io.cofre.domain.Cofre;
import io.cofre.http.surface.Surface;
import io.cofre.local.vault.EnvelopeVault;
import io.cofre.ports.journal.Admission;
import io.cofre.ports.node.TrustAnchors;
import io.cofre.ports.nonce.Nonces;
import io.cofre.ports.token.WalletSessions;
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
 * @param vault whose master key can be changed; empty where there is none
 * @param draining true once the node is about to stop
 */
public record Assembled(
        Cofre cofre,
        Surface surface,
        Optional<EnvelopeVault> vault,
        TrustAnchors anchors,
        WalletSessions sessions,
        LedgerSweep sweep,
        Nonces nonces,
        InstantSource clock,
        SecureRandom random,
        AtomicBoolean draining) {
    private static final Logger LOG = LoggerFactory.getLogger(Assembled.class);

    /** Wires a node over stores that outlive it, from modules that were chosen before there is an injector. */
    public static Assembled of(Foundation foundation, Stores stores) {
        List<Module> modules = new ArrayList<>();
        modules.add(new WorldModule(foundation));
        modules.add(new EnvelopeModule(stores.masters(), foundation.closing()));
        modules.add(new PostgresModule(foundation, stores.connections(), stores.drift()));
        if (stores.redisUrl().isPresent()) {
            RedisLink link = foundation
                    .closing()
                    .keep("redis", RedisLink.open(stores.redisUrl().get()));
            modules.add(new ManyNodesModule(link, foundation.closing()));
        } else {
            modules.add(new OneNodeModule());
            modules.add(new PostgresNoncesModule());
        }
        Injector injector = wired(foundation, modules);
        return assembled(injector, Optional.of(injector.getInstance(EnvelopeVault.class)));
    }

    /** Wires a node that keeps nothing beyond its process. */
    public static Assembled inMemory(Foundation foundation) {
        List<Module> modules = new ArrayList<>();
        modules.add(new WorldModule(foundation));
        modules.add(new InMemoryModule(
                foundation.clock(),
                new SecureRandom(),
                new Admission(foundation.config().ledger().freshness())));
        modules.add(new OneNodeModule());
        return assembled(wired(foundation, modules), Optional.empty());
    }

    private static Injector wired(Foundation foundation, List<Module> modules) {
        modules.add(new NearModule(foundation.closing()));
        modules.add(new DomainModule(foundation.publicOrigin()));
        modules.add(new HttpModule(foundation.publicOrigin()));
        LOG.info(
                "assembly {} of {}",
                foundation.config().node().assembly(),
                modules.stream()
                        .map(module -> module.getClass().getSimpleName())
                        .toList());
        return injector(modules);
    }

    private static Assembled assembled(Injector injector, Optional<EnvelopeVault> vault) {
        return new Assembled(
                injector.getInstance(Cofre.class),
                injector.getInstance(Surface.class),
                vault,
                injector.getInstance(TrustAnchors.class),
                injector.getInstance(WalletSessions.class),
                injector.getInstance(LedgerSweep.class),
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
