package io.cofre.assembly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents name commands and options that exist. */
final class DocumentsTest {
    /** In backquotes, or a line of a block of code. */
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`|^((?:\\./)?cofre .*)$", Pattern.MULTILINE);

    private static final Pattern CALL =
            Pattern.compile("(?:^|[ (|])(?:\\./)?cofre ([a-z][a-z-]*)( [a-z][a-z-]*)?([^|;&#]*)");
    private static final Pattern OPTION = Pattern.compile("(?<= )--[a-z][a-z0-9-]*");

    /** What each command takes, by its path. */
    private static Map<String, Set<String>> known() {
        Map<String, Set<String>> known = new HashMap<>();
        LocalCommands.ALL.forEach(local ->
                known.put(local.path(), options(local.takes().stream().map(name -> name.replace("=", "")))));
        Commands.all()
                .forEach(verb -> known.put(
                        verb.path(), options(verb.parameters().stream().map(Parameter::name))));
        known.put("warm", Set.of());
        known.put("help", Set.of());
        return known;
    }

    private static Set<String> options(Stream<String> own) {
        return Stream.concat(own, Stream.of("--help", "--json", "--url"))
                .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "CONTRIBUTING.md", "docs/runbook.md", "docs/threat-model.md"})
    void document_everyCommand_exists(String name) throws IOException {
        Map<String, Set<String>> known = known();
        Set<String> groups = new TreeSet<>();
        known.keySet().forEach(path -> groups.add(path.split(" ", 2)[0]));
        List<String> wrong = new ArrayList<>();
        String text = Files.readString(Path.of("..", name));
        CODE.matcher(text)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .flatMap(code -> CALL.matcher(code).results())
                .forEach(call -> judge(call, known, groups, wrong));
        assertThat(wrong).isEmpty();
    }

    private static void judge(
            MatchResult call, Map<String, Set<String>> known, Set<String> groups, List<String> wrong) {
        String first = call.group(1);
        String second = call.group(2) == null ? "" : call.group(2);
        String path = known.containsKey(first) ? first : first + second;
        if (!known.containsKey(path)) {
            boolean groupAlone = second.isEmpty() && groups.contains(first);
            if (!groupAlone) {
                wrong.add(call.group().strip() + ": no such command");
            }
            return;
        }
        OPTION.matcher(call.group(3))
                .results()
                .map(MatchResult::group)
                .filter(option -> !known.get(path).contains(option))
                .forEach(option -> wrong.add(path + " " + option + ": no such option"));
    }
}
