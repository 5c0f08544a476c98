package io.cofre.postgres.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JooqClassesTest {
    @Test
    void generate_migratedServer_isWhatIsCommitted(@TempDir Path fresh) throws Exception {
        JooqClasses.generate(fresh);

        assertThat(sources(fresh))
                .as("run JooqClasses and commit what it writes")
                .isNotEmpty()
                .isEqualTo(sources(JooqClasses.COMMITTED));
    }

    private static Map<String, String> sources(Path root) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> sources.put(root.relativize(file).toString(), text(file)));
        }
        return sources;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
