package io.cofre.domain.vectors;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Reads the vectors that are in the repository, and finds those that may lie beside it: in {@code ../shared/vectors},
 * or where {@code vectors.dir} says.
 */
public final class Vectors {
    private Vectors() {}

    /** Lines of a resource, without comments and empty ones. */
    public static List<String> lines(String resource) {
        return new String(bytes(resource), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }

    /** The bytes of a resource under {@code vectors}. */
    public static byte[] bytes(String resource) {
        try (InputStream in = Vectors.class.getResourceAsStream("/vectors/" + resource)) {
            return Objects.requireNonNull(in, resource).readAllBytes();
        } catch (IOException unreadable) {
            throw new IllegalStateException(resource, unreadable);
        }
    }

    /**
     * A file or folder of the vectors beside the repository; where there are none the test ends as skipped, and says
     * how many cases were not run.
     */
    public static Path beside(String name, int cases) {
        Optional<Path> found =
                roots().map(root -> root.resolve(name)).filter(Files::exists).findFirst();
        if (found.isEmpty()) {
            String message = cases + " public vectors of " + name + " not run: no ../shared/vectors, no vectors.dir";
            System.out.println(message);
            Assumptions.abort(message);
        }
        return found.orElseThrow();
    }

    private static Stream<Path> roots() {
        String named = System.getProperty("vectors.dir");
        Path here = Path.of("").toAbsolutePath();
        return named != null
                ? Stream.of(Path.of(named))
                : Stream.of(here.resolve("../shared/vectors"), here.resolve("../../shared/vectors"));
    }

    /** Where the repository begins, whether tests run from it or from one of its modules. */
    public static Path repository() {
        Path here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("domain")) ? here : Objects.requireNonNull(here.getParent());
    }
}
