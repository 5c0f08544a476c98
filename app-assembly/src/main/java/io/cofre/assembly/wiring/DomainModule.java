package io.cofre.assembly.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.cofre.assembly.config.Config;
import io.cofre.assembly.config.ProvidersConfig;
import io.cofre.assembly.telemetry.Telemetry;
import io.cofre.domain.Cofre;
import io.cofre.domain.Ports;
import io.cofre.domain.auth.HashingSlots;
import io.cofre.domain.model.ModelCatalog;
import io.cofre.domain.usecase.ProviderSettings;
import io.cofre.http.routes.OwnRoutes;
import io.cofre.ports.app.Apps;
import io.cofre.ports.audit.LedgerSnapshots;
import io.cofre.ports.journal.Admission;
import io.cofre.ports.journal.Heads;
import io.cofre.ports.journal.Journal;
import io.cofre.ports.journal.Repeats;
import io.cofre.ports.memory.Memories;
import io.cofre.ports.provider.Provider;
import io.cofre.ports.span.Keys;
import io.cofre.ports.span.LedgerScan;
import io.cofre.ports.span.Spans;
import io.cofre.ports.tenant.Tenants;
import io.cofre.ports.token.Tokens;
import io.cofre.ports.token.WalletSessions;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.vault.Leftovers;
import io.cofre.ports.vault.SecretRows;
import io.cofre.ports.wallet.Wallets;
import io.cofre.providers.AnthropicProvider;
import io.cofre.providers.EchoProvider;
import io.cofre.providers.OpenAiProvider;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The use cases over whatever ports the other modules give. */
final class DomainModule extends AbstractModule {
    private final URI publicOrigin;

    DomainModule(URI publicOrigin) {
        this.publicOrigin = publicOrigin;
    }

    @Provides
    @Singleton
    Cofre cofre(Ports ports, Telemetry telemetry) {
        Cofre cofre = Cofre.over(ports);
        HashingSlots slots = cofre.access().slots();
        telemetry.counted("cofre.argon2id.hashings", "Slow hashings of tokens, presented or made", slots::hashings);
        telemetry.gauge("cofre.argon2id.running", "Slow hashings that run now", slots::running);
        telemetry.gauge("cofre.argon2id.waiting", "Tokens that wait to be hashed", slots::waiting);
        return cofre;
    }

    @Provides
    @Singleton
    Ports ports(
            Ports.Ledger ledger,
            Ports.Rows rows,
            Ports.Near near,
            Ports.Vault vault,
            Ports.Node node,
            Map<String, Provider> providers,
            Ports.World world) {
        return new Ports(ledger, rows, near, vault, node, providers, world);
    }

    @Provides
    Ports.Ledger ledger(
            Journal journal,
            Heads heads,
            Repeats repeats,
            Keys keys,
            Spans spans,
            LedgerScan scan,
            LedgerSnapshots snapshots,
            Admission admission,
            Telemetry telemetry) {
        return new Ports.Ledger(telemetry.journal(journal), heads, repeats, keys, spans, scan, snapshots, admission);
    }

    @Provides
    Ports.Rows rows(
            Tokens tokens, WalletSessions sessions, Wallets wallets, Tenants tenants, Apps apps, Memories memories) {
        return new Ports.Rows(tokens, sessions, wallets, tenants, apps, memories);
    }

    @Provides
    Ports.Vault vault(KeyVault keys, SecretRows rows, Leftovers leftovers, Telemetry telemetry) {
        return new Ports.Vault(telemetry.vault(keys), rows, leftovers);
    }

    @Provides
    Ports.World world(Config config, InstantSource clock, RandomGenerator random, OwnRoutes routes) {
        return new Ports.World(
                clock,
                random,
                DomainModule::pause,
                Runtime.getRuntime().availableProcessors(),
                settings(config.providers()),
                publicOrigin.toString(),
                routes);
    }

    @Provides
    @Singleton
    Map<String, Provider> providers(Config config, RandomGenerator random, Telemetry telemetry) {
        Map<String, Provider> providers = new HashMap<>();
        config.providers()
                .byName()
                .forEach((name, provider) ->
                        providers.put(name, telemetry.provider(provider(name, provider, config, random))));
        return Map.copyOf(providers);
    }

    private static Provider provider(
            String name, ProvidersConfig.Provider provider, Config config, RandomGenerator random) {
        return switch (provider.api()) {
            case ECHO -> new EchoProvider(name);
            case ANTHROPIC ->
                new AnthropicProvider(calling(name, provider, "https://api.anthropic.com", config), random);
            case OPENAI -> new OpenAiProvider(calling(name, provider, "https://api.openai.com/v1", config), random);
        };
    }

    private static io.cofre.providers.ProviderSettings calling(
            String name, ProvidersConfig.Provider provider, String vendors, Config config) {
        io.cofre.providers.ProviderSettings usual = io.cofre.providers.ProviderSettings.of(
                name, provider.baseUrl().map(URI::toString).orElse(vendors));
        return new io.cofre.providers.ProviderSettings(
                name,
                usual.baseUrl(),
                provider.connectTimeout(),
                provider.deadline().orElse(config.providers().deadline()),
                usual.mostAnswerBytes());
    }

    private static ProviderSettings settings(ProvidersConfig providers) {
        Map<String, ProviderSettings.Own> own = new HashMap<>();
        List<ModelCatalog.Entry> models = new ArrayList<>();
        providers.byName().forEach((name, provider) -> {
            own.put(name, new ProviderSettings.Own(provider.defaultKid(), provider.deadline(), provider.keyless()));
            provider.models().forEach(model -> models.add(new ModelCatalog.Entry(model, name)));
        });
        return new ProviderSettings(
                providers.deadline(),
                providers.memoryTokens(),
                own,
                providers.defaultModel(),
                ModelCatalog.SEEDED.under(models));
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
