package io.cofre.assembly.node;

import io.cofre.domain.usecase.IssuedKey;
import io.cofre.local.postgres.SharedPostgres;
import io.cofre.postgres.PostgresInit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A site of the assembly {@code onprem}: one PostgreSQL, one Redis, and nodes by name. */
record Onprem(Path directory, OwnRedis redis, Map<String, String> environment) implements AutoCloseable {
    static Onprem start(Path directory) throws IOException, SQLException {
        SharedPostgres postgres = SharedPostgres.get();
        String url = postgres.freshDatabase("onprem");
        new Psql(
                        postgres.server()::jdbcUrl,
                        postgres.user(),
                        postgres.password(),
                        Map.of("onprem_service", "service-password", "onprem_owner", "owner-password"))
                .run(PostgresInit.script(new PostgresInit.Names("onprem", "onprem_service", "onprem_owner")));
        Files.writeString(directory.resolve("master"), "0123456789abcdef".repeat(4));
        Files.setPosixFilePermissions(directory.resolve("master"), PosixFilePermissions.fromString("rw-------"));
        OwnRedis redis = OwnRedis.start();
        Map<String, String> environment = new HashMap<>(redis.environment());
        environment.putAll(Map.of(
                "COFRE_POSTGRES_URL", url,
                "COFRE_POSTGRES_USER", "onprem_service",
                "COFRE_POSTGRES_PASSWORD_FILE", "env:SERVICE_PASSWORD",
                "SERVICE_PASSWORD", "service-password",
                "COFRE_POSTGRES_MIGRATE_USER", "onprem_owner",
                "COFRE_POSTGRES_MIGRATE_PASSWORD_FILE", "env:OWNER_PASSWORD",
                "OWNER_PASSWORD", "owner-password",
                "COFRE_VAULT_MASTER_KEY_FILE", "master"));
        return new Onprem(directory, redis, Map.copyOf(environment));
    }

    /** The same site, where nodes have another setting. */
    Onprem with(String variable, String value) {
        Map<String, String> other = new HashMap<>(environment);
        other.put(variable, value);
        return new Onprem(directory, redis, Map.copyOf(other));
    }

    ServingNode node(String name, Consumer<IssuedKey> adminToken) {
        Map<String, String> own = new HashMap<>(environment);
        own.put("COFRE_DATA_DIR", name);
        return Nodes.start(directory, own, adminToken);
    }

    /** Has a node trust what another trusts. */
    void trustAs(String trusting, String node) throws IOException {
        Files.createDirectories(directory.resolve(node));
        Files.copy(
                directory.resolve(trusting).resolve("trust.json"),
                directory.resolve(node).resolve("trust.json"));
    }

    /** A key of a wallet of tenant {@code acme}. */
    static String issue(Caller admin) {
        return issue(admin, "memory.*");
    }

    static String issue(Caller admin, String... scopes) {
        admin.post("/api/admin/tenants", "{\"tenant_id\":\"acme\",\"name\":\"Acme\"}");
        admin.post(
                "/api/admin/wallets",
                "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"owner_id\":\"ana@acme\"}");
        return Caller.member(
                admin.post(
                        "/auth/keys/issue",
                        "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"scopes\":[\""
                                + String.join("\",\"", scopes) + "\"],\"ttl_hours\":24}"),
                "token");
    }

    @Override
    public void close() throws IOException {
        redis.close();
    }
}
