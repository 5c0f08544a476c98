package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.usecase.IssuedKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** API keys across restarts. */
class TokensTest {
    private static final Map<String, String> EMBEDDED = Map.of("COFRE_ASSEMBLY", "embedded");
    private static final String KIND = "tok_live_";
    private static final int BODY = 43;
    private static final int BASE = 62;

    @TempDir
    private Path directory;

    /** The characters of a token's random part. */
    private static Set<Integer> characters(String token) {
        Set<Integer> characters = new TreeSet<>();
        token.substring(KIND.length(), KIND.length() + BODY).chars().forEach(characters::add);
        return characters;
    }

    @Test
    void tokens_ofEveryBase62Character_areFoundAgainAfterARestart() {
        List<IssuedKey> admins = new ArrayList<>();
        List<String> tokens = new ArrayList<>();
        Set<Integer> characters = new TreeSet<>();
        try (ServingNode node = Nodes.start(directory, EMBEDDED, admins::add)) {
            Caller admin = Caller.of(node.address(), admins.getFirst().token().reveal());
            // Each token has 43 of the 62: some hundred tokens without one of them would be worth a look.
            while (characters.size() < BASE && tokens.size() < 100) {
                String token = Onprem.issue(admin);
                assertThat(token).startsWith(KIND).hasSize(KIND.length() + BODY + 6);
                tokens.add(token);
                characters.addAll(characters(token));
            }
        }
        assertThat(characters).hasSize(BASE);

        try (ServingNode again = Nodes.start(directory, EMBEDDED, admins::add)) {
            assertThat(admins).as("the first start's alone").hasSize(1);
            for (String token : tokens) {
                Caller caller = Caller.of(again.address(), token);
                WholeRun.is(200, caller.get("/auth/whoami"));
                WholeRun.is(200, caller.post("/cli/memory.search", "{\"query\":\"espresso\"}"));
            }
        }
    }
}
