package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.domain.usecase.IssuedKey;
import io.cofre.local.node.TrustFile;
import io.cofre.ports.span.KeyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node whose ledger is gone, and whose anchor is not. */
class LostLedgerTest {
    private static final Map<String, String> EMBEDDED = Map.of("COFRE_ASSEMBLY", "embedded");

    @TempDir
    private Path directory;

    @Test
    void start_withATrustedRootAndAnEmptyLedger_refusesUntilTheRootIsRemoved() throws IOException {
        List<IssuedKey> admins = new ArrayList<>();
        Nodes.start(directory, EMBEDDED, admins::add).close();
        Path trust = directory.resolve("cofre-data/trust.json");
        String anchor = Files.readString(trust);
        KeyId root = new TrustFile(trust).roots().keySet().iterator().next();
        delete(directory.resolve("cofre-data/postgres"));

        for (int again = 0; again < 2; again++) {
            assertThatThrownBy(() -> Nodes.start(directory, EMBEDDED, admins::add))
                    .isInstanceOfSatisfying(
                            StartFailure.class,
                            failure -> assertThat(failure.status()).isEqualTo(ExitStatus.CONFIG))
                    .hasMessageStartingWith(
                            "the ledger is empty, but one has begun on the root that this node trusts: " + root + ".")
                    .hasMessageContaining("cofre restore");
        }
        assertThat(Files.readString(trust)).isEqualTo(anchor);
        assertThat(admins).hasSize(1);

        new TrustFile(trust).remove(root);
        Nodes.start(directory, EMBEDDED, admins::add).close();
        assertThat(admins).hasSize(2);
        assertThat(new TrustFile(trust).provisional()).isEmpty();
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
