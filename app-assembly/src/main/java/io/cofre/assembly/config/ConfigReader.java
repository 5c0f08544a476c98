package io.cofre.assembly.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads and validates all settings at once. */
public final class ConfigReader {
    /** Stands where a problem was told. */
    private static final SecretSource NOWHERE = new SecretSource.InEnvironment("");

    /** What only a node has that keeps something. */
    private static final List<Setting<?>> KEPT = List.of(
            Settings.DATA_DIR,
            Settings.READERS,
            Settings.WRITERS,
            Settings.SYSTEMS,
            Settings.MASTER_KEY,
            Settings.VAULT_CACHE_SECONDS,
            Settings.VAULT_CACHE_ENTRIES,
            Settings.TRUSTED_ROOTS);

    private final List<ConfigProblem> problems = new ArrayList<>();
    private final Values values;

    private ConfigReader(Inputs inputs) {
        this.values = new Values(Sources.of(inputs, problems), inputs, problems);
    }

    /** What came of it. */
    public sealed interface Reading {
        record Good(Config config) implements Reading {}

        /** All that is wrong, not only the first. */
        record Bad(List<ConfigProblem> problems) implements Reading {
            public Bad {
                problems = List.copyOf(problems);
            }
        }
    }

    public static Reading read(Inputs inputs) {
        ConfigReader reader = new ConfigReader(inputs);
        Config config = reader.config();
        return reader.problems.isEmpty()
                ? new Reading.Good(config)
                : new Reading.Bad(List.copyOf(new LinkedHashSet<>(reader.problems)));
    }

    private Config config() {
        AssemblyName assembly = values.find(Settings.ASSEMBLY)
                .orElseGet(() -> values.isGiven(Settings.POSTGRES_URL) ? AssemblyName.ONPREM : AssemblyName.EMBEDDED);
        List<Role> roles = values.get(Settings.ROLES);
        if (roles.isEmpty()) {
            wrong(
                    Settings.ROLES,
                    "names no role",
                    "Allowed: " + Settings.ROLES.kind().allowed());
        }
        Path data = values.absolute(values.get(Settings.DATA_DIR));
        ProvidersConfig providers = new ProvidersReader(values, problems).read();
        return new Config(
                new NodeConfig(assembly, roles.isEmpty() ? EnumSet.allOf(Role.class) : Set.copyOf(roles), data),
                http(),
                new StoreConfig(
                        backend(assembly),
                        new StoreConfig.Connections(
                                values.get(Settings.READERS),
                                values.get(Settings.WRITERS),
                                values.get(Settings.SYSTEMS))),
                vault(assembly, data),
                trust(assembly, data),
                new LedgerConfig(Duration.ofHours(values.get(Settings.FRESHNESS_HOURS))),
                new AuthConfig(
                        seconds(Settings.RECORD_SECONDS),
                        values.get(Settings.KNOWN_TOKENS),
                        values.get(Settings.UNKNOWN_TOKENS)),
                providers,
                new SchedulerConfig(seconds(Settings.SWEEP_SECONDS), seconds(Settings.LAST_USE_SECONDS)),
                new TelemetryConfig(
                        values.get(OperatorSettings.METRICS),
                        traces(values.get(OperatorSettings.OTEL_SAMPLED), values.get(OperatorSettings.OTEL_SERVICE))),
                new LogConfig(
                        values.get(OperatorSettings.LOG_FORMAT),
                        values.get(OperatorSettings.LOG_LEVEL),
                        values.get(OperatorSettings.LOG_LIBRARIES)),
                values.effective(providers.byName()));
    }

    private Optional<TelemetryConfig.Traces> traces(int sampledPercent, String service) {
        return values.find(OperatorSettings.OTEL_ENDPOINT)
                .map(endpoint -> new TelemetryConfig.Traces(endpoint, sampledPercent, service));
    }

    private HttpConfig http() {
        Optional<Path> certificate = values.find(Settings.TLS_CERTIFICATE).map(values::absolute);
        Optional<Path> key = values.find(Settings.TLS_KEY).map(values::absolute);
        together(Settings.TLS_CERTIFICATE, Settings.TLS_KEY);
        return new HttpConfig(
                values.get(Settings.HTTP_HOST),
                values.get(Settings.HTTP_PORT),
                values.find(Settings.PUBLIC_URL),
                values.get(Settings.TRUSTED_PROXIES),
                values.get(Settings.CORS_ORIGINS),
                certificate.flatMap(chain -> key.map(its -> new HttpConfig.Tls(chain, its))),
                seconds(Settings.DRAIN_SECONDS),
                seconds(Settings.WRITE_SECONDS),
                values.get(Settings.JSON_BODY),
                values.get(Settings.HEADERS),
                new HttpConfig.Limits(
                        values.get(HttpSettings.JSON_DEPTH),
                        values.get(HttpSettings.BATCH_BYTES),
                        values.get(HttpSettings.LINE_BYTES)),
                new HttpConfig.Waiting(
                        seconds(HttpSettings.IDLE_SECONDS),
                        seconds(HttpSettings.HEAD_SECONDS),
                        seconds(HttpSettings.BODY_STALL_SECONDS),
                        values.get(HttpSettings.BODY_RATE)),
                values.get(HttpSettings.MAX_CONNECTIONS));
    }

    private StoreConfig.Backend backend(AssemblyName assembly) {
        Optional<String> url = values.find(Settings.POSTGRES_URL);
        Optional<URI> redis = values.find(Settings.REDIS_URL);
        Optional<SecretSource> password = values.existing(Settings.POSTGRES_PASSWORD);
        Optional<SecretSource> redisPassword = values.existing(Settings.REDIS_PASSWORD);
        Optional<SecretSource> migratePassword = values.existing(Settings.MIGRATE_PASSWORD);
        String user = values.get(Settings.POSTGRES_USER);
        Optional<String> migrateUser = values.find(Settings.MIGRATE_USER);
        List<Setting<?>> shared = List.of(
                Settings.POSTGRES_URL,
                Settings.POSTGRES_USER,
                Settings.POSTGRES_PASSWORD,
                Settings.MIGRATE_USER,
                Settings.MIGRATE_PASSWORD,
                Settings.REDIS_URL,
                Settings.REDIS_PASSWORD);
        return switch (assembly) {
            case EMBEDDED -> {
                shared.stream()
                        .filter(values::isGiven)
                        .forEach(given -> wrong(
                                given,
                                "says nothing to an embedded node, which has a PostgreSQL of its own",
                                "Remove it, or set assembly = onprem with postgres.url and redis.url"));
                yield new StoreConfig.Backend.Embedded();
            }
            case MEMORY -> {
                Stream.of(shared, KEPT)
                        .flatMap(List::stream)
                        .filter(values::isGiven)
                        .forEach(given -> wrong(
                                given,
                                "says nothing to a node that keeps nothing (assembly = memory)",
                                "Remove it, or choose another assembly"));
                yield new StoreConfig.Backend.InMemory();
            }
            case ONPREM -> {
                require(Settings.POSTGRES_URL);
                require(Settings.POSTGRES_PASSWORD);
                require(Settings.REDIS_URL);
                require(Settings.MIGRATE_USER);
                require(Settings.MIGRATE_PASSWORD);
                yield new StoreConfig.Backend.Shared(
                        url.orElse(""),
                        new StoreConfig.Login(user, password.orElse(NOWHERE)),
                        new StoreConfig.Login(migrateUser.orElse(""), migratePassword.orElse(NOWHERE)),
                        redis.orElse(URI.create("redis://none")),
                        redisPassword);
            }
        };
    }

    private VaultConfig vault(AssemblyName assembly, Path data) {
        boolean embedded = assembly == AssemblyName.EMBEDDED;
        Optional<SecretSource> named = embedded
                ? values.find(Settings.MASTER_KEY).map(values::absolute)
                : values.existing(Settings.MASTER_KEY);
        if (assembly == AssemblyName.ONPREM) {
            require(Settings.MASTER_KEY);
        }
        SecretSource masterKey = named.orElse(new SecretSource.InFile(data.resolve("master.key")));
        return new VaultConfig(
                masterKey,
                embedded && masterKey instanceof SecretSource.InFile,
                seconds(Settings.VAULT_CACHE_SECONDS),
                values.get(Settings.VAULT_CACHE_ENTRIES));
    }

    private TrustConfig trust(AssemblyName assembly, Path data) {
        if (assembly == AssemblyName.MEMORY) {
            return new TrustConfig.InMemory();
        }
        return values.find(Settings.TRUSTED_ROOTS)
                .<TrustConfig>map(TrustConfig.Fixed::new)
                .orElseGet(() -> new TrustConfig.InFile(data.resolve("trust.json")));
    }

    private Duration seconds(Setting<Integer> setting) {
        return Duration.ofSeconds(values.get(setting));
    }

    private void require(Setting<?> setting) {
        if (!values.isGiven(setting)) {
            wrong(
                    setting,
                    "is not set, and an onprem node needs it",
                    "Allowed: " + setting.kind().allowed());
        }
    }

    private void together(Setting<?> one, Setting<?> other) {
        if (values.isGiven(one) != values.isGiven(other)) {
            Setting<?> missing = values.isGiven(one) ? other : one;
            Setting<?> given = values.isGiven(one) ? one : other;
            wrong(missing, "is not set, and " + given.name() + " is", "Set both or none");
        }
    }

    private void wrong(Setting<?> setting, String what, String remedy) {
        problems.add(values.problem(setting, what, remedy));
    }
}
