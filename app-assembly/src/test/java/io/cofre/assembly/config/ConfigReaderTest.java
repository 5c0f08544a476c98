package io.cofre.assembly.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.PublicKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
    /** The public key of RFC 8032, test 1; spec 03 says its key id. */
    private static final String ROOT = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";

    private static final String ROOT_ID =
            "did:logline:6c31041268f471609c79f5f2dbcc38e4a4ab2f4d416109a4e09fcf50fd0f0062";

    @TempDir
    private Path directory;

    @Test
    void read_memory_keepsNothing() {
        Config config = good(inputs(Map.of("COFRE_ASSEMBLY", "memory"), Map.of(), Map.of()));

        assertThat(config.node().assembly()).isEqualTo(AssemblyName.MEMORY);
        assertThat(config.store().backend()).isEqualTo(new StoreConfig.Backend.InMemory());
        assertThat(config.trust()).isEqualTo(new TrustConfig.InMemory());
    }

    @Test
    void read_memoryWithWhatIsKept_refusesEach() {
        Map<String, String> kept = Map.of(
                "COFRE_ASSEMBLY", "memory",
                "COFRE_DATA_DIR", "data",
                "COFRE_POSTGRES_URL", "jdbc:postgresql://db/cofre",
                "COFRE_POSTGRES_READER_CONNECTIONS", "5",
                "COFRE_REDIS_URL", "redis://cache",
                "COFRE_VAULT_MASTER_KEY_FILE", "env:HOME_OF_KEYS",
                "HOME_OF_KEYS", "0123456789abcdef".repeat(4),
                "COFRE_VAULT_CACHE_SECONDS", "1",
                "COFRE_LEDGER_TRUSTED_ROOTS", ROOT);

        assertThat(bad(inputs(kept, Map.of(), Map.of())))
                .hasSize(7)
                .allSatisfy(problem -> assertThat(problem.toString())
                        .contains("says nothing to a node that keeps nothing (assembly = memory)"));
    }

    @Test
    void read_nothingGiven_everyDefault() {
        Config config = good(inputs(Map.of(), Map.of(), Map.of()));

        assertThat(config.node())
                .isEqualTo(new NodeConfig(
                        AssemblyName.EMBEDDED, Set.of(Role.API, Role.SCHEDULER), directory.resolve("cofre-data")));
        assertThat(config.http())
                .isEqualTo(new HttpConfig(
                        "127.0.0.1",
                        8080,
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        1_048_576,
                        65_536,
                        new HttpConfig.Limits(64, 16_777_216, 524_288),
                        new HttpConfig.Waiting(
                                Duration.ofMinutes(5), Duration.ofSeconds(10), Duration.ofSeconds(30), 1024),
                        20_000));
        assertThat(config.store())
                .isEqualTo(new StoreConfig(new StoreConfig.Backend.Embedded(), new StoreConfig.Connections(10, 6, 4)));
        assertThat(config.vault())
                .isEqualTo(new VaultConfig(
                        new SecretSource.InFile(directory.resolve("cofre-data/master.key")),
                        true,
                        Duration.ofMinutes(5),
                        10_000));
        assertThat(config.trust()).isEqualTo(new TrustConfig.InFile(directory.resolve("cofre-data/trust.json")));
        assertThat(config.ledger()).isEqualTo(new LedgerConfig(Duration.ofDays(1)));
        assertThat(config.auth()).isEqualTo(new AuthConfig(Duration.ofSeconds(30), 100_000, 10_000));
        assertThat(config.providers())
                .isEqualTo(new ProvidersConfig(
                        Map.of(
                                "anthropic", plain(ProviderApi.ANTHROPIC),
                                "openai", plain(ProviderApi.OPENAI),
                                "echo", plain(ProviderApi.ECHO)),
                        Duration.ofMinutes(2),
                        "echo",
                        1_000));
        assertThat(config.scheduler()).isEqualTo(new SchedulerConfig(Duration.ofMinutes(1), Duration.ofSeconds(5)));
        assertThat(config.telemetry()).isEqualTo(new TelemetryConfig(Switch.ON, Optional.empty()));
        assertThat(config.log()).isEqualTo(new LogConfig(LogFormat.TEXT, LogLevel.INFO, LogLevel.WARN));
    }

    @Test
    void settings_registered_theseAndNoOthers() {
        assertThat(Settings.ALL.stream().map(Setting::name))
                .containsExactly(
                        "assembly",
                        "roles",
                        "data.dir",
                        "http.host",
                        "http.port",
                        "public.url",
                        "http.trusted_proxies",
                        "http.cors_origins",
                        "http.tls.certificate_file",
                        "http.tls.key_file",
                        "http.drain_seconds",
                        "http.write_timeout_seconds",
                        "http.idle_seconds",
                        "http.head_seconds",
                        "http.body_stall_seconds",
                        "http.body_bytes_per_second",
                        "http.max_connections",
                        "http.metrics",
                        "postgres.url",
                        "postgres.user",
                        "postgres.password_file",
                        "postgres.migrate_user",
                        "postgres.migrate_password_file",
                        "postgres.reader_connections",
                        "postgres.writer_connections",
                        "postgres.system_connections",
                        "redis.url",
                        "redis.password_file",
                        "vault.master_key_file",
                        "vault.cache_seconds",
                        "vault.cache_entries",
                        "ledger.trusted_roots",
                        "ledger.freshness_hours",
                        "auth.verified_token_ttl_seconds",
                        "auth.known_tokens",
                        "auth.unknown_tokens",
                        "limits.json_body_bytes",
                        "limits.header_bytes",
                        "limits.json_depth",
                        "limits.batch_bytes",
                        "limits.line_bytes",
                        "providers.<name>.api",
                        "providers.<name>.base_url",
                        "providers.<name>.default_kid",
                        "providers.<name>.keyless",
                        "providers.<name>.models",
                        "providers.<name>.connect_timeout_ms",
                        "providers.<name>.timeout_seconds",
                        "providers.deadline_seconds",
                        "ask.default_model",
                        "ask.memory_tokens",
                        "scheduler.sweep_seconds",
                        "scheduler.last_use_seconds",
                        "otel.endpoint",
                        "otel.sampled_percent",
                        "otel.service_name",
                        "log.format",
                        "log.level",
                        "log.libraries_level");
        assertThat(Settings.ALL.stream().map(Setting::variable)).doesNotHaveDuplicates();
    }

    @Test
    void read_everyKeyGivenToAnOnpremNode_everyKeyArrives() throws IOException {
        Path password = Files.writeString(directory.resolve("password"), "s");
        Path master = Files.writeString(directory.resolve("master"), "m");
        Map<String, String> all = Map.ofEntries(
                Map.entry("assembly", "onprem"),
                Map.entry("roles", "scheduler"),
                Map.entry("data.dir", "/var/lib/cofre"),
                Map.entry("http.host", "0.0.0.0"),
                Map.entry("http.port", "9443"),
                Map.entry("public.url", "https://cofre.example"),
                Map.entry("http.trusted_proxies", "10.0.0.0/8, ::1"),
                Map.entry("http.cors_origins", "https://a.example,https://b.example:8443"),
                Map.entry("http.tls.certificate_file", "chain.pem"),
                Map.entry("http.tls.key_file", "key.pem"),
                Map.entry("http.drain_seconds", "7"),
                Map.entry("http.write_timeout_seconds", "45"),
                Map.entry("postgres.url", "jdbc:postgresql://db:5432/cofre?sslmode=require"),
                Map.entry("postgres.user", "svc"),
                Map.entry("postgres.password_file", "password"),
                Map.entry("postgres.migrate_user", "owner"),
                Map.entry("postgres.migrate_password_file", "env:OWNER_PASSWORD"),
                Map.entry("postgres.reader_connections", "11"),
                Map.entry("postgres.writer_connections", "12"),
                Map.entry("postgres.system_connections", "13"),
                Map.entry("redis.url", "rediss://cache:6380/2"),
                Map.entry("redis.password_file", "env:COFRE_MY_REDIS"),
                Map.entry("vault.master_key_file", "master"),
                Map.entry("vault.cache_seconds", "1"),
                Map.entry("vault.cache_entries", "2"),
                Map.entry("ledger.trusted_roots", ROOT),
                Map.entry("ledger.freshness_hours", "48"),
                Map.entry("auth.verified_token_ttl_seconds", "3"),
                Map.entry("auth.known_tokens", "4000"),
                Map.entry("auth.unknown_tokens", "500"),
                Map.entry("limits.json_body_bytes", "2048"),
                Map.entry("limits.header_bytes", "8192"),
                Map.entry("limits.json_depth", "32"),
                Map.entry("limits.batch_bytes", "4096"),
                Map.entry("limits.line_bytes", "2048"),
                Map.entry("http.idle_seconds", "60"),
                Map.entry("http.head_seconds", "5"),
                Map.entry("http.body_stall_seconds", "20"),
                Map.entry("http.body_bytes_per_second", "100"),
                Map.entry("http.max_connections", "500"),
                Map.entry("providers.local.api", "openai"),
                Map.entry("providers.local.base_url", "http://127.0.0.1:11434/v1"),
                Map.entry("providers.local.default_kid", "kid_local"),
                Map.entry("providers.local.keyless", "on"),
                Map.entry("providers.local.models", "llama*, meta-llama/Llama-3"),
                Map.entry("providers.local.connect_timeout_ms", "250"),
                Map.entry("providers.local.timeout_seconds", "77"),
                Map.entry("providers.deadline_seconds", "6"),
                Map.entry("ask.default_model", "gpt-4o"),
                Map.entry("ask.memory_tokens", "8"),
                Map.entry("scheduler.sweep_seconds", "9"),
                Map.entry("scheduler.last_use_seconds", "10"),
                Map.entry("http.metrics", "off"),
                Map.entry("otel.endpoint", "https://collector.example:4318"),
                Map.entry("otel.sampled_percent", "5"),
                Map.entry("otel.service_name", "cofre-a"),
                Map.entry("log.format", "json"),
                Map.entry("log.level", "debug"),
                Map.entry("log.libraries_level", "error"));
        assertThat(all.keySet())
                .as("every setting is tried")
                .isEqualTo(Settings.ALL.stream()
                        .map(setting -> setting.of("local").name())
                        .collect(Collectors.toSet()));
        Map<String, String> secrets = Map.of("OWNER_PASSWORD", "o", "COFRE_MY_REDIS", "r");

        Map<String, String> variables = new HashMap<>(secrets);
        Map<String, String> properties = new HashMap<>();
        StringBuilder file = new StringBuilder("# all of them\n\n");
        all.forEach((name, value) -> {
            variables.put("COFRE_" + name.replace('.', '_').toUpperCase(java.util.Locale.ROOT), value);
            properties.put("cofre." + name, value);
            file.append(name).append(" = ").append(value).append('\n');
        });
        Path named = Files.writeString(directory.resolve("node.conf"), file);
        Config byFile = good(new Inputs(directory, Optional.of(named), secrets, Map.of(), Map.of()));
        Config byEnvironment = good(inputs(variables, Map.of(), Map.of()));
        Config byProperties = good(inputs(secrets, properties, Map.of()));

        assertThat(byFile.node())
                .isEqualTo(new NodeConfig(AssemblyName.ONPREM, Set.of(Role.SCHEDULER), Path.of("/var/lib/cofre")));
        assertThat(byFile.http())
                .isEqualTo(new HttpConfig(
                        "0.0.0.0",
                        9443,
                        Optional.of(URI.create("https://cofre.example")),
                        List.of(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("::1")),
                        List.of(URI.create("https://a.example"), URI.create("https://b.example:8443")),
                        Optional.of(new HttpConfig.Tls(directory.resolve("chain.pem"), directory.resolve("key.pem"))),
                        Duration.ofSeconds(7),
                        Duration.ofSeconds(45),
                        2048,
                        8192,
                        new HttpConfig.Limits(32, 4096, 2048),
                        new HttpConfig.Waiting(
                                Duration.ofSeconds(60), Duration.ofSeconds(5), Duration.ofSeconds(20), 100),
                        500));
        assertThat(byFile.store())
                .isEqualTo(new StoreConfig(
                        new StoreConfig.Backend.Shared(
                                "jdbc:postgresql://db:5432/cofre?sslmode=require",
                                new StoreConfig.Login("svc", new SecretSource.InFile(password)),
                                new StoreConfig.Login("owner", new SecretSource.InEnvironment("OWNER_PASSWORD")),
                                URI.create("rediss://cache:6380/2"),
                                Optional.of(new SecretSource.InEnvironment("COFRE_MY_REDIS"))),
                        new StoreConfig.Connections(11, 12, 13)));
        assertThat(byFile.vault())
                .isEqualTo(new VaultConfig(new SecretSource.InFile(master), false, Duration.ofSeconds(1), 2));
        assertThat(byFile.trust())
                .isEqualTo(new TrustConfig.Fixed(
                        Map.of(new KeyId(ROOT_ID), PublicKey.parse(ROOT).orElseThrow())));
        assertThat(byFile.ledger()).isEqualTo(new LedgerConfig(Duration.ofDays(2)));
        assertThat(byFile.auth()).isEqualTo(new AuthConfig(Duration.ofSeconds(3), 4_000, 500));
        assertThat(byFile.providers())
                .isEqualTo(new ProvidersConfig(
                        Map.of(
                                "anthropic", plain(ProviderApi.ANTHROPIC),
                                "openai", plain(ProviderApi.OPENAI),
                                "echo", plain(ProviderApi.ECHO),
                                "local",
                                        new ProvidersConfig.Provider(
                                                ProviderApi.OPENAI,
                                                Optional.of(URI.create("http://127.0.0.1:11434/v1")),
                                                Optional.of(new Kid("kid_local")),
                                                true,
                                                List.of("llama*", "meta-llama/Llama-3"),
                                                Duration.ofMillis(250),
                                                Optional.of(Duration.ofSeconds(77)))),
                        Duration.ofSeconds(6),
                        "gpt-4o",
                        8));
        assertThat(byFile.scheduler()).isEqualTo(new SchedulerConfig(Duration.ofSeconds(9), Duration.ofSeconds(10)));
        assertThat(byFile.telemetry())
                .isEqualTo(new TelemetryConfig(
                        Switch.OFF,
                        Optional.of(new TelemetryConfig.Traces(
                                URI.create("https://collector.example:4318"), 5, "cofre-a"))));
        assertThat(byFile.log()).isEqualTo(new LogConfig(LogFormat.JSON, LogLevel.DEBUG, LogLevel.ERROR));
        assertThat(withoutSources(byEnvironment)).isEqualTo(withoutSources(byFile));
        assertThat(withoutSources(byProperties)).isEqualTo(withoutSources(byFile));
    }

    @Test
    void read_oneSettingInAllSources_theLaterSourceWins() throws IOException {
        Files.writeString(directory.resolve("cofre.properties"), "http.port = 1001\nhttp.host = ::1\n");
        Map<String, String> environment = Map.of("COFRE_HTTP_PORT", "1002", "COFRE_TOKEN", "t", "COFRE_PROFILE", "p");
        Map<String, String> properties = Map.of("cofre.http.port", "1003", "user.home", "/");
        Map<String, String> commandLine = Map.of("--port", "1004");

        assertThat(port(inputs(Map.of(), Map.of(), Map.of())))
                .isEqualTo(
                        new Config.Effective("http.port", "1001", directory.resolve("cofre.properties") + " line 1"));
        assertThat(port(inputs(environment, Map.of(), Map.of())))
                .isEqualTo(new Config.Effective("http.port", "1002", "environment COFRE_HTTP_PORT"));
        assertThat(port(inputs(environment, properties, Map.of())))
                .isEqualTo(new Config.Effective("http.port", "1003", "system property cofre.http.port"));
        assertThat(port(inputs(environment, properties, commandLine)))
                .isEqualTo(new Config.Effective("http.port", "1004", "command line --port"));
    }

    @Test
    void read_manyFaults_allAreToldAtOnceWithNameSourceAndRemedy() throws IOException {
        Path file = Files.writeString(directory.resolve("cofre.properties"), """
                htpp.port = 80
                http.port = 70000
                http.port = 70001
                not a setting
                """);
        List<ConfigProblem> problems = bad(inputs(
                Map.of("COFRE_ROLE", "api", "COFRE_LOG_FORMAT", "xml", "COFRE_PROVIDERS_LOCAL_BASE_URL", "ftp://x"),
                Map.of("cofre.data.dri", "/x", "cofre.http.tls.key_file", "key.pem"),
                Map.of("--roles", "api,gateway")));

        assertThat(problems.stream().map(ConfigProblem::toString))
                .containsExactlyInAnyOrder(
                        "htpp.port (" + file + " line 1) is no setting. Did you mean http.port?",
                        "http.port (" + file + " line 3) is given a second time, first in " + file
                                + " line 2. Remove one of the two",
                        "(line) (" + file + " line 4) is no setting. A line is: name = value",
                        "http.port (" + file + " line 2) '70000' is out of range. Allowed: 0 to 65535",
                        "COFRE_ROLE (environment COFRE_ROLE) is no setting. Did you mean COFRE_ROLES?",
                        "log.format (environment COFRE_LOG_FORMAT) 'xml' is none of them. Allowed: text or json",
                        "providers.local.base_url (environment COFRE_PROVIDERS_LOCAL_BASE_URL) 'ftp://x' is no http or"
                                + " https address. Allowed: http://… or https://…",
                        "providers.local.api (default) is not set, and 'local' is none of the providers that need none."
                                + " Allowed: anthropic or openai or echo",
                        "cofre.data.dri (system property cofre.data.dri) is no setting. Did you mean cofre.data.dir?",
                        "http.tls.certificate_file (default) is not set, and http.tls.key_file is. Set both or none",
                        "roles (command line --roles) 'api,gateway' is none of them. Allowed: one or more of api,"
                                + " scheduler, with commas between");
    }

    /** Its keys would go to a vendor that is not theirs. */
    @Test
    void read_providerOfAnotherNameWithoutItsAddress_refused() {
        List<ConfigProblem> problems = bad(inputs(
                Map.of("COFRE_PROVIDERS_LOCAL_API", "openai", "COFRE_PROVIDERS_ANTHROPIC_API", "openai"),
                Map.of("cofre.providers.openai.api", "openai"),
                Map.of()));

        assertThat(problems.stream().map(ConfigProblem::toString))
                .containsExactly(
                        "providers.anthropic.base_url (default) is not set, and only the provider openai is where its"
                                + " vendor is. Allowed: http://… or https://…",
                        "providers.local.base_url (default) is not set, and only the provider openai is where its"
                                + " vendor is. Allowed: http://… or https://…");
    }

    @Test
    void read_modelsThatAreNoneOrOfTwoProviders_refused() {
        List<ConfigProblem> problems = bad(inputs(
                Map.of(
                        "COFRE_PROVIDERS_OPENAI_MODELS", "gpt-*,my model",
                        "COFRE_PROVIDERS_ANTHROPIC_MODELS", "*",
                        "COFRE_PROVIDERS_ECHO_MODELS", "a*,b,a*",
                        "COFRE_PROVIDERS_LOCAL_MODELS", "b",
                        "COFRE_PROVIDERS_LOCAL_API", "echo"),
                Map.of(),
                Map.of()));

        assertThat(problems.stream().map(ConfigProblem::toString))
                .contains(
                        "providers.openai.models (environment COFRE_PROVIDERS_OPENAI_MODELS) 'gpt-*,my model' has one that"
                                + " is neither a name nor a prefix before *. Allowed: models' names, or prefixes before *,"
                                + " with commas between",
                        "providers.echo.models (environment COFRE_PROVIDERS_ECHO_MODELS) names a*, which it names too."
                                + " Remove one of the two",
                        "providers.local.models (environment COFRE_PROVIDERS_LOCAL_MODELS) names b, which"
                                + " providers.echo.models names too. Remove one of the two")
                .anyMatch(problem -> problem.startsWith("providers.anthropic.models ("));
    }

    @Test
    void read_sharedServersForAnEmbeddedNode_refused() {
        List<ConfigProblem> problems = bad(inputs(Map.of("COFRE_REDIS_URL", "redis://cache"), Map.of(), Map.of()));

        assertThat(problems.stream().map(ConfigProblem::setting)).containsExactly("redis.url");
    }

    @Test
    void read_postgresUrlAlone_isAnOnpremNodeThatTellsWhatItMisses() {
        List<ConfigProblem> problems =
                bad(inputs(Map.of("COFRE_POSTGRES_URL", "jdbc:postgresql://db/cofre"), Map.of(), Map.of()));

        assertThat(problems.stream().map(ConfigProblem::setting))
                .containsExactly(
                        "postgres.password_file",
                        "redis.url",
                        "postgres.migrate_user",
                        "postgres.migrate_password_file",
                        "vault.master_key_file");
    }

    @Test
    void read_secretsWhereReferencesBelong_refusedAndNeverShown() {
        List<ConfigProblem> problems = bad(inputs(
                Map.of(
                        "COFRE_POSTGRES_URL", "jdbc:postgresql://db/cofre?password=planted-1",
                        "COFRE_POSTGRES_PASSWORD_FILE", "planted-2",
                        "COFRE_REDIS_URL", "redis://:planted-3@cache",
                        "COFRE_REDIS_PASSWORD_FILE", "env:planted-4",
                        "COFRE_VAULT_MASTER_KEY_FILE", "planted-5",
                        "COFRE_PUBLIC_URL", "https://user:planted-6@host",
                        "COFRE_POSTGRES_MIGRATE_USER", "owner",
                        "COFRE_POSTGRES_MIGRATE_PASSWORD_FILE", "planted-7"),
                Map.of(),
                Map.of()));

        assertThat(problems.stream().map(ConfigProblem::setting))
                .containsExactlyInAnyOrder(
                        "postgres.url",
                        "postgres.password_file",
                        "redis.url",
                        "redis.password_file",
                        "vault.master_key_file",
                        "postgres.migrate_password_file",
                        "public.url");
        assertThat(problems.toString()).doesNotContain("planted");
    }

    @Test
    void effective_aSecretPutWhereItsFileBelongs_hidden() {
        Config config = good(inputs(Map.of("COFRE_VAULT_MASTER_KEY_FILE", "planted"), Map.of(), Map.of()));

        assertThat(config.effective())
                .contains(new Config.Effective(
                        "vault.master_key_file",
                        "(hidden: nothing is there yet)",
                        "environment COFRE_VAULT_MASTER_KEY_FILE"));
        assertThat(config.effective().toString()).doesNotContain("planted");
    }

    @Test
    void read_fileNamedThatIsNotThere_refused() {
        List<ConfigProblem> problems =
                bad(new Inputs(directory, Optional.of(Path.of("none.conf")), Map.of(), Map.of(), Map.of()));

        assertThat(problems.stream().map(ConfigProblem::what)).containsExactly("is not there");
    }

    @Test
    void read_keyIdForATrustedRoot_saysThatTheKeyItselfIsNeeded() {
        List<ConfigProblem> problems = bad(inputs(Map.of("COFRE_LEDGER_TRUSTED_ROOTS", ROOT_ID), Map.of(), Map.of()));

        assertThat(problems.getFirst().what()).endsWith("holds a key id, from which the public key cannot be had");
    }

    private static ProvidersConfig.Provider plain(ProviderApi api) {
        return new ProvidersConfig.Provider(
                api,
                Optional.empty(),
                Optional.empty(),
                api == ProviderApi.ECHO,
                List.of(),
                Duration.ofSeconds(5),
                Optional.empty());
    }

    private static Config withoutSources(Config config) {
        return new Config(
                config.node(),
                config.http(),
                config.store(),
                config.vault(),
                config.trust(),
                config.ledger(),
                config.auth(),
                config.providers(),
                config.scheduler(),
                config.telemetry(),
                config.log(),
                List.of());
    }

    private static Config.Effective port(Inputs inputs) {
        return good(inputs).effective().stream()
                .filter(one -> one.name().equals("http.port"))
                .findFirst()
                .orElseThrow();
    }

    private Inputs inputs(
            Map<String, String> environment, Map<String, String> properties, Map<String, String> commandLine) {
        return new Inputs(directory, Optional.empty(), environment, properties, commandLine);
    }

    private static Config good(Inputs inputs) {
        return switch (ConfigReader.read(inputs)) {
            case ConfigReader.Reading.Good(Config config) -> config;
            case ConfigReader.Reading.Bad(List<ConfigProblem> problems) ->
                throw new AssertionError("refused: " + problems);
        };
    }

    private static List<ConfigProblem> bad(Inputs inputs) {
        return switch (ConfigReader.read(inputs)) {
            case ConfigReader.Reading.Good good -> throw new AssertionError("taken: " + good);
            case ConfigReader.Reading.Bad(List<ConfigProblem> problems) -> problems;
        };
    }
}
