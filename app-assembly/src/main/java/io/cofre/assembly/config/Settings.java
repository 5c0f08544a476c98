package io.cofre.assembly.config;

import io.cofre.ports.span.KeyId;
import io.cofre.ports.span.PublicKey;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The settings, and all of them in the order of the reference page; described nowhere else. */
final class Settings {
    /** Stands in the name of a family of settings for its member. */
    static final String MEMBER = "<name>";

    static final Setting<AssemblyName> ASSEMBLY = Setting.optional(
            "assembly",
            Kinds.choice(AssemblyName.class),
            "onprem where postgres.url is set, else embedded",
            "Which adapters the node is made of. embedded runs a PostgreSQL of its own in data.dir; onprem needs"
                    + " postgres.url and redis.url; memory keeps nothing, and all is gone when the node stops: for trying out and"
                    + " for tests. A node never falls back from one to another.");
    static final Setting<List<Role>> ROLES = Setting.of(
                    "roles",
                    Kinds.roles(),
                    "api,scheduler",
                    "What the node runs: api serves the routes, scheduler cleans up what expires; a node without api answers"
                            + " only for its health, its counts and the document of these. At least one node of"
                            + " an installation must be a scheduler; several may be.")
            .asFlag("--roles");
    static final Setting<Path> DATA_DIR = Setting.of(
                    "data.dir",
                    Kinds.path(),
                    "./cofre-data",
                    "Where the node keeps its files: embedded its PostgreSQL, trust.json and master.key. Made with mode"
                            + " 0700.")
            .asFlag("--data");

    static final Setting<String> HTTP_HOST =
            Setting.of("http.host", Kinds.host(), "127.0.0.1", "The address that the node listens on.");
    static final Setting<Integer> HTTP_PORT = Setting.of(
                    "http.port",
                    Kinds.whole(0, 65_535),
                    "8080",
                    "The port that the node listens on; 0 takes any free one.")
            .asFlag("--port");
    static final Setting<URI> PUBLIC_URL = Setting.optional(
            "public.url",
            Kinds.webAddress(true),
            "http.host and http.port (https where http.tls is set)",
            "The origin under which clients reach the service: the aud of request signatures. Set it behind a load"
                    + " balancer or a proxy, the same on all nodes.");
    static final Setting<List<AddressRange>> TRUSTED_PROXIES = Setting.of(
            "http.trusted_proxies",
            Kinds.addressRanges(),
            "",
            "An address in Forwarded or X-Forwarded-For counts only in a request that comes from one of these.");
    static final Setting<List<URI>> CORS_ORIGINS = Setting.of(
            "http.cors_origins", Kinds.origins(), "", "Origins whose pages may call the service from a browser.");
    static final Setting<Path> TLS_CERTIFICATE = Setting.optional(
            "http.tls.certificate_file",
            Kinds.path(),
            "plain HTTP",
            "The certificate and those that lead to its root, PEM. With http.tls.key_file the node speaks TLS.");
    static final Setting<Path> TLS_KEY = Setting.optional(
            "http.tls.key_file",
            Kinds.path(),
            "plain HTTP",
            "The certificate's private key, PKCS #8 in PEM, mode 0600.");
    static final Setting<Integer> DRAIN_SECONDS = Setting.of(
                    "http.drain_seconds",
                    Kinds.whole(0, 15),
                    "10",
                    "How long requests under way may go on when the node is told to stop; the whole stop takes 30 at most.")
            .in("seconds");
    static final Setting<Integer> WRITE_SECONDS = Setting.of(
                    "http.write_timeout_seconds",
                    Kinds.whole(1, 600),
                    "30",
                    "How long a caller may take nothing of its answer. Then its connection is closed, and a call of a"
                            + " provider that was for it is broken off and accounted for.")
            .in("seconds");

    static final Setting<String> POSTGRES_URL = Setting.optional(
            "postgres.url",
            Kinds.jdbcUrl(),
            "the node's own PostgreSQL",
            "The database of an onprem node, with the driver's parameters where wanted (sslmode=verify-full).");
    static final Setting<String> POSTGRES_USER = Setting.of(
            "postgres.user",
            Kinds.databaseUser(),
            "cofre_service",
            "The user that the service logs in as: it owns nothing and is a member of the three roles.");
    static final Setting<SecretSource> POSTGRES_PASSWORD = Setting.optional(
                    "postgres.password_file", Kinds.secretSource(), "none", "The password of postgres.user.")
            .asSecret();
    static final Setting<String> MIGRATE_USER = Setting.optional(
            "postgres.migrate_user",
            Kinds.databaseUser(),
            "none",
            "The user that applies migrations at the start and owns the tables; no superuser. cofre db init prints what"
                    + " makes both users.");
    static final Setting<SecretSource> MIGRATE_PASSWORD = Setting.optional(
                    "postgres.migrate_password_file",
                    Kinds.secretSource(),
                    "none",
                    "The password of postgres.migrate_user.")
            .asSecret();
    static final Setting<Integer> READERS = Setting.of(
                    "postgres.reader_connections",
                    Kinds.whole(1, 1_000),
                    "10",
                    "The most connections for the reads of requests.")
            .in("connections");
    static final Setting<Integer> WRITERS = Setting.of(
                    "postgres.writer_connections",
                    Kinds.whole(2, 1_000),
                    "6",
                    "The most connections for writing; commits of one node share one.")
            .in("connections");
    static final Setting<Integer> SYSTEMS = Setting.of(
                    "postgres.system_connections",
                    Kinds.whole(2, 1_000),
                    "4",
                    "The most connections for verification, clean-up and the vault.")
            .in("connections");

    static final Setting<URI> REDIS_URL = Setting.optional(
            "redis.url", Kinds.redisUrl(), "none", "The Redis of an onprem node: nonces, rate limits, notices.");
    static final Setting<SecretSource> REDIS_PASSWORD = Setting.optional(
                    "redis.password_file", Kinds.secretSource(), "no password", "The password of redis.url.")
            .asSecret();

    static final Setting<SecretSource> MASTER_KEY = Setting.optional(
                    "vault.master_key_file",
                    Kinds.secretSource(),
                    "master.key in data.dir, which an embedded node's first start makes",
                    "The keys that wrap all others, 64 hex digits each, the current one first. An onprem installation"
                            + " needs the same on all nodes. Without it nothing in the vault can be read: keep a copy"
                            + " elsewhere.")
            .asSecret();
    static final Setting<Integer> VAULT_CACHE_SECONDS = Setting.of(
                    "vault.cache_seconds",
                    Kinds.whole(0, 3_600),
                    "300",
                    "How long a decrypted secret may stay in memory.")
            .in("seconds");
    static final Setting<Integer> VAULT_CACHE_ENTRIES = Setting.of(
                    "vault.cache_entries",
                    Kinds.whole(0, 1_000_000),
                    "10000",
                    "How many decrypted secrets may stay in memory.")
            .in("secrets");

    static final Setting<Map<KeyId, PublicKey>> TRUSTED_ROOTS = Setting.optional(
            "ledger.trusted_roots",
            Kinds.roots(),
            "trust.json in data.dir, which the first start writes",
            "The root keys that the ledger may rest on, its only anchor. A node without any refuses a ledger that is not"
                    + " empty.");

    static final Setting<Integer> FRESHNESS_HOURS = Setting.of(
                    "ledger.freshness_hours",
                    Kinds.whole(1, 168),
                    "24",
                    "How far a signature's time may be from the ledger's own when its span is appended. The same on all"
                            + " nodes. Nonces are kept as long: after it was raised, cofre ledger audit misses those of"
                            + " the time between until they are older than the new window.")
            .in("hours");

    static final Setting<Integer> RECORD_SECONDS = Setting.of(
                    "auth.verified_token_ttl_seconds",
                    Kinds.whole(1, 30),
                    "30",
                    "How long a node may use what it read of a token or a wallet, should the notice of its revocation be"
                            + " lost.")
            .in("seconds");
    static final Setting<Integer> KNOWN_TOKENS = Setting.of(
                    "auth.known_tokens",
                    Kinds.whole(1_000, 10_000_000),
                    "100000",
                    "How many tokens a node remembers the hash of, so that it hashes none twice.")
            .in("tokens");
    static final Setting<Integer> UNKNOWN_TOKENS = Setting.of(
                    "auth.unknown_tokens",
                    Kinds.whole(100, 1_000_000),
                    "10000",
                    "How many refused tokens a node remembers, so that it hashes none twice.")
            .in("tokens");

    static final Setting<Integer> JSON_BODY = Setting.of(
                    "limits.json_body_bytes",
                    Kinds.whole(1_024, 16_777_216),
                    "1048576",
                    "The longest JSON body, where a route says nothing else.")
            .in("bytes");
    static final Setting<Integer> HEADERS = Setting.of(
                    "limits.header_bytes",
                    Kinds.whole(4_096, 1_048_576),
                    "65536",
                    "The longest head of a request, its target included.")
            .in("bytes");

    static final Setting<Integer> SWEEP_SECONDS = Setting.of(
                    "scheduler.sweep_seconds", Kinds.whole(1, 3_600), "60", "How often what has expired is cleaned up.")
            .in("seconds");
    static final Setting<Integer> LAST_USE_SECONDS = Setting.of(
                    "scheduler.last_use_seconds",
                    Kinds.whole(1, 60),
                    "5",
                    "How often a node writes down which tokens were used.")
            .in("seconds");

    static final List<Setting<?>> ALL = List.of(
            ASSEMBLY,
            ROLES,
            DATA_DIR,
            HTTP_HOST,
            HTTP_PORT,
            PUBLIC_URL,
            TRUSTED_PROXIES,
            CORS_ORIGINS,
            TLS_CERTIFICATE,
            TLS_KEY,
            DRAIN_SECONDS,
            WRITE_SECONDS,
            HttpSettings.IDLE_SECONDS,
            HttpSettings.HEAD_SECONDS,
            HttpSettings.BODY_STALL_SECONDS,
            HttpSettings.BODY_RATE,
            HttpSettings.MAX_CONNECTIONS,
            OperatorSettings.METRICS,
            POSTGRES_URL,
            POSTGRES_USER,
            POSTGRES_PASSWORD,
            MIGRATE_USER,
            MIGRATE_PASSWORD,
            READERS,
            WRITERS,
            SYSTEMS,
            REDIS_URL,
            REDIS_PASSWORD,
            MASTER_KEY,
            VAULT_CACHE_SECONDS,
            VAULT_CACHE_ENTRIES,
            TRUSTED_ROOTS,
            FRESHNESS_HOURS,
            RECORD_SECONDS,
            KNOWN_TOKENS,
            UNKNOWN_TOKENS,
            JSON_BODY,
            HEADERS,
            HttpSettings.JSON_DEPTH,
            HttpSettings.BATCH_BYTES,
            HttpSettings.LINE_BYTES,
            ProvidersSettings.API,
            ProvidersSettings.URL,
            ProvidersSettings.KID,
            ProvidersSettings.KEYLESS,
            ProvidersSettings.MODELS,
            ProvidersSettings.CONNECT_MILLIS,
            ProvidersSettings.OWN_SECONDS,
            ProvidersSettings.SECONDS,
            ProvidersSettings.ASK_MODEL,
            ProvidersSettings.ASK_MEMORY_TOKENS,
            SWEEP_SECONDS,
            LAST_USE_SECONDS,
            OperatorSettings.OTEL_ENDPOINT,
            OperatorSettings.OTEL_SAMPLED,
            OperatorSettings.OTEL_SERVICE,
            OperatorSettings.LOG_FORMAT,
            OperatorSettings.LOG_LEVEL,
            OperatorSettings.LOG_LIBRARIES);

    private Settings() {}
}
