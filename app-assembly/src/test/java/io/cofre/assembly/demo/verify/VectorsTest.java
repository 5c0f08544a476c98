package io.cofre.assembly.demo.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The vectors that the service's own implementation is held to, read by the second one. */
final class VectorsTest {
    private static final Path FILE = Path.of("..", "docs", "vectors", "spans.json");

    private final Mint mint = new Mint();
    private final Mint.Key root = Mint.key("root", "system", "system");
    private final JsonNode vectors;
    private final Verifier verifier;

    VectorsTest() throws IOException {
        vectors = new ObjectMapper().readTree(FILE.toFile());
        verifier = new Verifier(Set.of(root.keyId()));
        Mint.Key tenantRoot = Mint.key("tenant_root", "acme", "acme");
        JsonNode key = vectors.path("key");
        Mint.Key published = new Mint.Key(
                root.pair(),
                key.path("key_id").asText(),
                key.path("pubkey_hex").asText(),
                "wallet",
                "acme",
                "dan@acme");
        verifier.learn(mint.introduced(root, root));
        verifier.learn(mint.introduced(tenantRoot, root));
        verifier.learn(mint.introduced(published, tenantRoot));
    }

    @Test
    void verify_publishedSpans_allHold() throws IOException {
        List<String> faults = new ArrayList<>();
        for (JsonNode vector : vectors.path("signed")) {
            Line line = mint.recorded(
                    vector.path("span").isTextual()
                            ? vector.path("span").asText()
                            : vector.path("span").toString());
            String canonical = new String(line.canonical(), StandardCharsets.UTF_8);
            if (!canonical.equals(vector.path("canonical").asText())) {
                faults.add(vector.path("name").asText() + ": canonical form " + canonical);
            }
            verifier.verify(line).stream()
                    .filter(check -> !check.holds())
                    .forEach(check -> faults.add(vector.path("name").asText() + ": " + check));
        }

        assertThat(faults).isEmpty();
        assertThat(vectors.path("signed").size()).isGreaterThanOrEqualTo(12);
    }

    @Test
    void verify_publishedRefusalsOfSignedSpans_noneHolds() {
        List<String> accepted = new ArrayList<>();
        int seen = 0;
        for (JsonNode vector : vectors.path("refused")) {
            if (!vector.path("as").asText().equals("signed")) {
                continue;
            }
            seen++;
            try {
                Line line = Line.of(
                        "{\"position\":9,\"span\":" + vector.path("input").asText() + "}");
                if (verifier.verify(line).stream().allMatch(Check::holds)) {
                    accepted.add(vector.path("name").asText());
                }
            } catch (IOException e) {
                assertThat(e).hasMessageNotContaining("null");
            }
        }

        assertThat(accepted).isEmpty();
        assertThat(seen).isPositive();
    }
}
