package io.cofre.assembly.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compose file gives settings that there are, and secrets that it mounts. */
class ComposeTest {
    private static final Pattern SETTING = Pattern.compile("^ +(COFRE_[A-Z_]+): \"?([^\"\n]+)\"?$", Pattern.MULTILINE);
    private static final Pattern MOUNTED = Pattern.compile("^ +secrets: \\[(.*)]$", Pattern.MULTILINE);

    @TempDir
    private Path directory;

    @Test
    void composeFile_itsSettings_areThoseOfAnOnpremNode() throws IOException {
        String file = Files.readString(Path.of("../deploy/compose.yaml"));
        Map<String, String> environment = new HashMap<>();
        Set<String> named = new TreeSet<>();
        for (MatchResult found : SETTING.matcher(file).results().toList()) {
            String value = found.group(2);
            if (value.startsWith("/run/secrets/")) {
                named.add(value.substring("/run/secrets/".length()));
                value = Files.writeString(directory.resolve(value.substring("/run/secrets/".length())), "secret")
                        .toString();
            }
            environment.put(found.group(1), value);
        }

        ConfigReader.Reading read =
                ConfigReader.read(new Inputs(directory, Optional.empty(), environment, Map.of(), Map.of()));

        assertThat(read).isInstanceOfSatisfying(ConfigReader.Reading.Good.class, good -> {
            assertThat(good.config().node().assembly()).isEqualTo(AssemblyName.ONPREM);
            assertThat(good.config().node().dataDirectory()).isEqualTo(Path.of("/data/cofre"));
        });
        Set<String> mounted = MOUNTED.matcher(file)
                .results()
                .flatMap(found -> Pattern.compile(", ").splitAsStream(found.group(1)))
                .collect(Collectors.toSet());
        assertThat(mounted).containsAll(named);
    }
}
