package io.cofre.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cofre.assembly.config.Config;
import io.cofre.assembly.config.ConfigReader;
import io.cofre.assembly.config.Inputs;
import io.cofre.assembly.node.Progress;
import io.cofre.assembly.node.ServingNode;
import io.cofre.local.postgres.RunningPostgres;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.postgres.PostgresConnections;
import io.cofre.postgres.PostgresOwner;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** An embedded node with one tenant, one wallet and one key, as {@code cofre serve} runs it. */
final class BenchNode implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATABASE = "cofre";

    private final ServingNode node;
    private final Path data;
    private final String key;

    private BenchNode(ServingNode node, Path data, String key) {
        this.node = node;
        this.data = data;
        this.key = key;
    }

    /** @param settings besides the port and the data directory, by name */
    static BenchNode start(Path data, Map<String, String> settings) {
        Inputs inputs =
                new Inputs(data, Optional.empty(), Map.of(), settings, Map.of("--port", "0", "--data", data + "/data"));
        Config config = switch (ConfigReader.read(inputs)) {
            case ConfigReader.Reading.Good(Config good) -> good;
            case ConfigReader.Reading.Bad(var problems) -> throw new IllegalStateException(problems.toString());
        };
        List<String> admins = new ArrayList<>();
        ServingNode node = ServingNode.start(
                config,
                Map.of(),
                new Progress(System.err),
                issued -> admins.add(issued.token().reveal()));
        try (Wire wire = new Wire(node.address())) {
            String admin = admins.getFirst();
            wire.call(Wire.post("/api/admin/tenants", admin, "{\"tenant_id\":\"bench\",\"name\":\"Bench\"}"));
            wire.call(Wire.post(
                    "/api/admin/wallets",
                    admin,
                    "{\"wallet_id\":\"%s\",\"tenant_id\":\"%s\",\"owner_id\":\"%s\"}"
                            .formatted(Texts.WALLET, Texts.TENANT, Texts.OWNER)));
            JsonNode issued =
                    json(wire.call(Wire.post("/auth/keys/issue", admin, """
                    {"wallet_id":"%s","tenant_id":"%s","ttl_hours":24,"scopes":["wallet.open","span.sign","span.append",
                     "span.read","memory.*","wallet.key.register","provider.invoke:*"]}""".formatted(Texts.WALLET, Texts.TENANT))));
            return new BenchNode(node, data, issued.path("token").asText());
        }
    }

    URI address() {
        return node.address();
    }

    /** The wallet's API key. */
    String key() {
        return key;
    }

    Wire wire() {
        return new Wire(node.address());
    }

    /** As the database's superuser. */
    DataSource owner() {
        RunningPostgres server =
                RunningPostgres.find(data.resolve("data/postgres")).orElseThrow();
        try (SecretBytes password = password(server)) {
            return PostgresOwner.source(server.jdbcUrl(DATABASE), server.user(), password);
        }
    }

    /** Pools of their own, as another node would have them. */
    PostgresConnections connections() {
        RunningPostgres server =
                RunningPostgres.find(data.resolve("data/postgres")).orElseThrow();
        try (SecretBytes password = password(server)) {
            return new PostgresConnections(
                    server.jdbcUrl(DATABASE), server.user(), password, PostgresConnections.Sizes.DEFAULT);
        }
    }

    static JsonNode json(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SecretBytes password(RunningPostgres server) {
        return SecretBytes.owning(new String(server.password()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        node.close();
    }
}
