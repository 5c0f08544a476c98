package io.cofre.assembly.config;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads and validates the settings of providers. */
final class ProvidersReader {
    private static final Set<String> BUILT_IN = Set.of("anthropic", "openai", "echo");

    private final Values values;
    private final List<ConfigProblem> problems;

    ProvidersReader(Values values, List<ConfigProblem> problems) {
        this.values = values;
        this.problems = problems;
    }

    ProvidersConfig read() {
        Set<String> names = new TreeSet<>(BUILT_IN);
        names.addAll(values.members());
        Map<String, ProvidersConfig.Provider> byName = new TreeMap<>();
        Map<String, String> byModel = new HashMap<>();
        for (String name : names) {
            ProvidersConfig.Provider provider = provider(name);
            provider.models().forEach(model -> {
                String other = byModel.putIfAbsent(model, name);
                if (other != null) {
                    wrong(
                            ProvidersSettings.MODELS.of(name),
                            "names " + model + ", which "
                                    + (other.equals(name) ? "it" : "providers." + other + ".models") + " names too",
                            "Remove one of the two");
                }
            });
            byName.put(name, provider);
        }
        return new ProvidersConfig(
                byName,
                Duration.ofSeconds(values.get(ProvidersSettings.SECONDS)),
                values.get(ProvidersSettings.ASK_MODEL),
                values.get(ProvidersSettings.ASK_MEMORY_TOKENS));
    }

    private ProvidersConfig.Provider provider(String name) {
        ProviderApi api = api(name);
        Optional<URI> url = values.find(ProvidersSettings.URL.of(name));
        url(name, api, url);
        boolean keyless = values.find(ProvidersSettings.KEYLESS.of(name))
                .map(Switch.ON::equals)
                .orElse(api == ProviderApi.ECHO && ownOf(api).equals(name));
        return new ProvidersConfig.Provider(
                api,
                url,
                values.find(ProvidersSettings.KID.of(name)),
                keyless,
                values.get(ProvidersSettings.MODELS.of(name)),
                Duration.ofMillis(values.get(ProvidersSettings.CONNECT_MILLIS.of(name))),
                values.find(ProvidersSettings.OWN_SECONDS.of(name)).map(Duration::ofSeconds));
    }

    private ProviderApi api(String name) {
        Setting<ProviderApi> setting = ProvidersSettings.API.of(name);
        Optional<ProviderApi> api = values.find(setting);
        if (api.isEmpty() && !BUILT_IN.contains(name) && !values.isGiven(setting)) {
            wrong(
                    setting,
                    "is not set, and '" + name + "' is none of the providers that need none",
                    "Allowed: " + setting.kind().allowed());
        }
        return api.orElseGet(
                () -> BUILT_IN.contains(name) ? ProviderApi.valueOf(name.toUpperCase(Locale.ROOT)) : ProviderApi.ECHO);
    }

    /** A vendor's own address is nobody else's default: it would be sent the other's keys. */
    private void url(String name, ProviderApi api, Optional<URI> url) {
        Setting<URI> setting = ProvidersSettings.URL.of(name);
        if (api == ProviderApi.ECHO && url.isPresent()) {
            wrong(
                    setting,
                    "says nothing to a provider that uses no network",
                    "Remove it, or set " + ProvidersSettings.API.of(name).name() + " to another");
        }
        if (api != ProviderApi.ECHO && !ownOf(api).equals(name) && !values.isGiven(setting)) {
            wrong(
                    setting,
                    "is not set, and only the provider " + ownOf(api) + " is where its vendor is",
                    "Allowed: " + setting.kind().allowed());
        }
    }

    private static String ownOf(ProviderApi api) {
        return Kinds.wire(api);
    }

    private void wrong(Setting<?> setting, String what, String remedy) {
        problems.add(values.problem(setting, what, remedy));
    }
}
