package io.cofre.assembly.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SIGKILL at random moments under load, for the JVM, its PostgreSQL, or both. Twenty times; with the profile
 * {@code soak} five hundred times, or {@code -Dcofre.kills}.
 */
class RandomKillsTest {
    private static final int USUAL = 20;
    private static final int SOAK = 500;
    private static final int LONGEST_MILLIS = 800;

    /** So long the callers go on, whoever is still there to answer them. */
    private static final int AFTERMATH_MILLIS = 100;

    private static final Duration BACK_WITHIN = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    /** Who dies. */
    private enum Victim {
        JVM,
        JVM_AND_POSTGRES,
        POSTGRES,
        POSTMASTER
    }

    private record Death(Victim victim, int afterMillis) {}

    @Test
    void node_killedAtRandomMoments_keepsAllThatItAcknowledgedAndNothingTwice() throws Exception {
        long seed = Soak.seed("random kills");
        RandomGenerator random = Soak.random(seed);
        List<Death> deaths = plan(seed, Integer.getInteger("cofre.kills", Soak.on() ? SOAK : USUAL));
        Path data = directory.resolve("data");
        ServedNode node = ServedNode.start(data);
        try (HttpClient client = HttpClient.newHttpClient()) {
            Api admin = new Api(client, node.address(), node.adminToken());
            Load load = new Load(admin.token(), owner(admin));
            int number = 0;
            for (Death death : deaths) {
                ServedNode dying = node;
                Api api = admin.at(node.address());
                load.during(api, random, () -> {
                    TimeUnit.MILLISECONDS.sleep(death.afterMillis());
                    kill(dying, death.victim());
                    TimeUnit.MILLISECONDS.sleep(AFTERMATH_MILLIS);
                });
                int open = load.open();
                if (death.victim() == Victim.JVM || death.victim() == Victim.JVM_AND_POSTGRES) {
                    node = ServedNode.start(data);
                }
                load.settle(admin.at(node.address()));
                number++;
                examine(node, load, number + " of " + deaths.size() + ": " + death + ", " + open + " open");
            }
            for (Attempt.Kind kind : Attempt.Kind.values()) {
                assertThat(load.done(kind)).as("the load had " + kind).isNotEmpty();
            }
        } finally {
            node.close();
        }
    }

    /** As many of each, in random order, at random moments. */
    private static List<Death> plan(long seed, int kills) {
        List<Death> deaths = new ArrayList<>();
        Random random = new Random(seed);
        Victim[] victims = Victim.values();
        for (int i = 0; i < kills; i++) {
            deaths.add(new Death(victims[i % victims.length], random.nextInt(LONGEST_MILLIS)));
        }
        Collections.shuffle(deaths, random);
        return deaths;
    }

    private static void kill(ServedNode node, Victim victim) throws Exception {
        switch (victim) {
            case JVM -> node.killJvm();
            case JVM_AND_POSTGRES -> {
                node.killJvm();
                node.killPostgres(true);
            }
            case POSTGRES -> node.killPostgres(true);
            case POSTMASTER -> node.killPostgres(false);
        }
    }

    private static String owner(Api admin) throws InterruptedException {
        post(admin, "/api/admin/tenants", "{\"tenant_id\":\"acme\",\"name\":\"Acme\"}");
        post(
                admin,
                "/api/admin/wallets",
                "{\"wallet_id\":\"" + Callers.wallet(Load.RUN) + "\",\"tenant_id\":\"acme\",\"owner_id\":\""
                        + Callers.ownerOf(Load.RUN) + "\"}");
        return post(
                        admin,
                        "/auth/keys/issue",
                        "{\"wallet_id\":\"" + Callers.wallet(Load.RUN) + "\",\"tenant_id\":\"acme\",\"ttl_hours\":240,"
                                + "\"scopes\":[\"memory.*\",\"span.append\",\"span.read\",\"span.sign\"]}")
                .text("token");
    }

    private static Api.Answer post(Api api, String path, String json) throws InterruptedException {
        Api.Answer answer = api.post(path, json, Optional.empty()).orElseThrow();
        assertThat(answer.good()).as(path + ": " + answer).isTrue();
        return answer;
    }

    /** Each acknowledged thing stands, once, and nothing else does. */
    private static void examine(ServedNode node, Load load, String when) throws Exception {
        try (Connection owner = connect(node)) {
            List<String> memories = sorted(load, Attempt.Kind.MEMORY);
            assertThat(column(
                            owner, "SELECT id FROM ledger.universal_registry WHERE entity_type = 'memory' ORDER BY 1"))
                    .as("memories after " + when)
                    .isEqualTo(memories);
            for (String table : List.of("content_keys", "memory_texts", "memory_index")) {
                assertThat(column(owner, "SELECT memory_id FROM cofre." + table + " ORDER BY 1"))
                        .as(table + " after " + when)
                        .isEqualTo(memories);
            }
            assertThat(column(owner, "SELECT id FROM ledger.universal_registry WHERE entity_type = 'note' ORDER BY 1"))
                    .as("notes after " + when)
                    .isEqualTo(sorted(load, Attempt.Kind.NOTE));
            assertThat(column(
                            owner,
                            "SELECT token_hash FROM cofre.auth_api_tokens WHERE description LIKE 'load %'"
                                    + " ORDER BY 1"))
                    .as("keys after " + when)
                    .isEqualTo(sorted(load, Attempt.Kind.KEY));
        }
        Examination.audit(node, when);
    }

    private static Connection connect(ServedNode node) throws InterruptedException {
        long end = System.nanoTime() + BACK_WITHIN.toNanos();
        while (true) {
            Optional<Connection> owner = node.owner();
            if (owner.isPresent()) {
                return owner.get();
            }
            assertThat(System.nanoTime()).as("the server is away").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private static List<String> sorted(Load load, Attempt.Kind kind) {
        return load.done(kind).stream().sorted().toList();
    }

    private static List<String> column(Connection connection, String query) throws Exception {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
