package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.usecase.IssuedKey;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of the assembly {@code onprem}: whatever goes to Redis, no secret goes along. */
class OnpremSecretsTest {
    private static final String PROVIDER_KEY = "sk-planted-/+=-onprem-6b1f";

    @TempDir
    private Path directory;

    @Test
    void secrets_ofARun_areInNothingThatRedisHearsNorLogsNorAnswers() throws Exception {
        List<String> answers = new ArrayList<>();
        List<IssuedKey> admins = new ArrayList<>();
        List<String> heard;
        Planted planted;
        try (Onprem site = Onprem.start(directory);
                ProcessLog log = ProcessLog.capture();
                RedisMonitor redis = RedisMonitor.of(site.redis())) {
            try (ServingNode node =
                    site.with("COFRE_PROVIDERS_ANTHROPIC_API", "echo").node("one", admins::add)) {
                String adminToken = admins.getFirst().token().reveal();
                Caller admin = Caller.of(node.address(), adminToken);
                String token = Onprem.issue(admin, "memory.*", "wallet.open", "wallet.key.register");
                Caller ana = admin.with(token)
                        .heardBy(answer -> answers.add(answer.headers().map() + answer.body()));
                HttpResponse<String> opened = ana.heardBy(unkept -> {}).post("/wallet/open", "{}");
                planted = Planted.of(List.of(adminToken, token, PROVIDER_KEY, Caller.member(opened, "wallet_session")));
                WholeRun.is(
                        200,
                        ana.post(
                                "/wallet/key/register",
                                "{\"kid\":\"kid_provider_anthropic\",\"type\":\"provider_key\",\"provider\":\"anthropic\","
                                        + "\"secret\":\"" + PROVIDER_KEY
                                        + "\",\"caps\":[\"provider.invoke:anthropic/*\"]}"));
                WholeRun.is(200, ana.post("/cli/memory.add", "{\"content\":\"Dan prefere espresso curto\"}"));
                ana.with("tok_live_nonsense").get("/auth/whoami");
                WholeRun.is(200, admin.post("/auth/keys/revoke", "{\"wallet_id\":\"wlt_acme_ana\",\"all\":true}"));
                WholeRun.is(401, ana.get("/auth/whoami"));
                heard = redis.heard();
            }
            assertThat(heard).anyMatch(line -> line.contains("\"PUBLISH\"")).noneMatch(planted::standsIn);
            assertThat(new String(log.bytes(), StandardCharsets.UTF_8).lines().filter(planted::standsIn))
                    .as("lines of the log that hold a planted secret")
                    .isEmpty();
            assertThat(log.bytes()).isNotEmpty();
        }
        assertThat(answers).hasSizeGreaterThanOrEqualTo(4).noneMatch(planted::standsIn);
    }
}
