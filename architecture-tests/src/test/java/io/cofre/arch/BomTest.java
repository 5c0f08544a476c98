package io.cofre.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Embedders import {@code bom}: every module that is published is in it, and nothing else. */
class BomTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(cofre-[^<]+)</artifactId>");
    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

    @Test
    void bom_ofAllModules_managesThoseThatArePublished() throws IOException {
        List<String> published = new ArrayList<>();
        for (String module : found(MODULE, ROOT.resolve("pom.xml"))) {
            String pom = Files.readString(ROOT.resolve(module).resolve("pom.xml"));
            if (!module.equals("bom") && !pom.contains("<maven.deploy.skip>true</maven.deploy.skip>")) {
                published.add("cofre-" + module);
            }
        }

        List<String> managed = found(ARTIFACT, ROOT.resolve("bom/pom.xml"));

        assertThat(managed.getFirst()).isEqualTo("cofre-bom");
        assertThat(managed.subList(1, managed.size())).containsExactlyInAnyOrderElementsOf(published);
    }

    @Test
    void bom_withoutAParent_hasTheVersionOfTheOthers() throws IOException {
        assertThat(found(VERSION, ROOT.resolve("bom/pom.xml")).getFirst())
                .isEqualTo(found(VERSION, ROOT.resolve("pom.xml")).getFirst());
    }

    private static List<String> found(Pattern pattern, Path file) throws IOException {
        Matcher matcher = pattern.matcher(Files.readString(file));
        List<String> all = new ArrayList<>();
        while (matcher.find()) {
            all.add(matcher.group(1));
        }
        return all;
    }
}
