package io.cofre.assembly.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus reads of a node. */
class MetricsTest {
    @TempDir
    private Path directory;

    private static String metrics(MemoryNode node) {
        HttpResponse<String> answer = node.get("none", "/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    /** Every series by its name and labels, without its value. */
    private static Set<String> series(String metrics) {
        Set<String> series = new TreeSet<>();
        metrics.lines()
                .filter(line -> !line.startsWith("#") && line.startsWith("cofre_"))
                .forEach(line -> series.add(line.substring(0, line.lastIndexOf(' '))));
        return series;
    }

    private static double value(String metrics, String series) {
        return metrics.lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series + " in\n" + metrics));
    }

    private static String issue(MemoryNode node) {
        HttpResponse<String> issued = node.post(
                node.admin,
                "/auth/keys/issue",
                "{\"wallet_id\":\"wlt_acme_ana\",\"tenant_id\":\"acme\",\"ttl_hours\":1,\"scopes\":["
                        + "\"memory.*\",\"span.*\",\"provider.invoke:echo/*\"]}");
        Matcher token = Pattern.compile("\"token\":\\s*\"([^\"]+)\"").matcher(issued.body());
        assertThat(token.find()).as(issued.body()).isTrue();
        return token.group(1);
    }

    @Test
    void metrics_afterSomeWork_countIt() {
        try (MemoryNode node = new MemoryNode(directory, Map.of())) {
            String token = issue(node);
            double before = value(metrics(node), "cofre_journal_changes_total{outcome=\"accepted\"}");
            for (int i = 0; i < 3; i++) {
                node.post(token, "/cli/memory.add", "{\"content\":\"planted text\"}");
            }
            node.post(token, "/cli/ask", "{\"text\":\"planted text\",\"model\":\"echo\"}");
            node.post(token, "/api/spans", "{\"not\":\"a span\"}");
            node.post(token, "/api/spans/batch", "{\"spans\":[{\"not\":\"a span\"},{}]}");
            node.get("tok_live_unknown", "/auth/whoami");
            String metrics = metrics(node);
            assertThat(value(
                            metrics,
                            "cofre_http_request_duration_seconds_count{method=\"POST\",route=\"/cli/memory.add\","
                                    + "status=\"200\"}"))
                    .isEqualTo(3);
            assertThat(value(
                            metrics,
                            "cofre_http_request_duration_seconds_bucket{method=\"POST\",route=\"/cli/memory.add\","
                                    + "status=\"200\",le=\"+Inf\"}"))
                    .isEqualTo(3);
            assertThat(value(metrics, "cofre_journal_changes_total{outcome=\"accepted\"}"))
                    .isEqualTo(before + 4);
            assertThat(value(metrics, "cofre_journal_commit_duration_seconds_count{outcome=\"ok\"}"))
                    .isGreaterThanOrEqualTo(4);
            assertThat(value(metrics, "cofre_refusals_total{code=\"ledger.malformed\"}"))
                    .as("one span alone, two in a batch")
                    .isEqualTo(3);
            assertThat(value(
                            metrics,
                            "cofre_provider_call_duration_seconds_count{outcome=\"completed\",provider=\"echo\"}"))
                    .isEqualTo(1);
            assertThat(value(metrics, "cofre_provider_tokens_total{direction=\"input\",provider=\"echo\"}"))
                    .isPositive();
            assertThat(value(metrics, "cofre_vault_call_duration_seconds_count{operation=\"sign\",outcome=\"ok\"}"))
                    .isGreaterThanOrEqualTo(4);
            assertThat(value(metrics, "cofre_cache_lookups_total{cache=\"known_tokens\",result=\"hit\"}"))
                    .isPositive();
            assertThat(value(metrics, "cofre_cache_lookups_total{cache=\"tokens\",result=\"hit\"}"))
                    .isPositive();
            assertThat(value(metrics, "cofre_argon2id_running")).isZero();
            assertThat(value(metrics, "cofre_argon2id_hashings_total")).isNotNegative();
            assertThat(value(metrics, "cofre_postgres_restarts_total")).isZero();
            assertThat(metrics).contains("version=\"1.2.3\"").contains("jvm_memory_used_bytes");
        }
    }

    @Test
    void metrics_ofCallersWhoMakeThingsUp_haveNoMoreSeriesAndNoNames() {
        try (MemoryNode node = new MemoryNode(directory, Map.of())) {
            String token = issue(node);
            node.get(token, "/planted-path-0");
            node.get(token, "/api/spans/0a8e2f7c-1111-4a6b-9c3d-000000000000");
            node.post(token, "/cli/ask", "{\"text\":\"x\",\"model\":\"echo\"}");
            Set<String> before = series(metrics(node));
            for (int i = 1; i < 30; i++) {
                node.get(token, "/planted-path-" + i);
                node.get(token, "/api/spans/0a8e2f7c-1111-4a6b-9c3d-0000000000" + (10 + i));
                node.post(token, "/cli/ask", "{\"text\":\"x\",\"model\":\"echo\"}");
            }
            String metrics = metrics(node);
            Set<String> more = new TreeSet<>(series(metrics));
            more.removeAll(before);
            more.removeIf(line -> line.contains("route=\"/metrics\""));
            assertThat(more).isEmpty();
            assertThat(metrics).doesNotContain("acme", "wlt_", "tok_", "planted", "0a8e2f7c", token, node.admin);
        }
    }

    @Test
    void metrics_off_areNotThere() {
        try (MemoryNode node = new MemoryNode(directory, Map.of("COFRE_HTTP_METRICS", "off"))) {
            assertThat(node.undocumented("/metrics")).isEqualTo(404);
            assertThat(node.get(node.admin, "/openapi").body()).doesNotContain("/metrics");
            assertThat(node.get(node.admin, "/auth/whoami").statusCode()).isEqualTo(200);
        }
    }
}
