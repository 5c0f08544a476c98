package io.cofre.assembly.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Help and completion tell of the commands that the service's program has: these, and no others. */
final class LocalCommandsTest {
    private static final Path SCRIPT = Path.of("../cofre");

    @TempDir
    private Path home;

    /** The program's commands that are no mere groups, by their path. */
    private static Map<String, CommandLine> actual() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return leaves(
                        "",
                        new io.cofre.assembly.command.Commands(
                                        new io.cofre.assembly.command.Terminal(nowhere, nowhere, Map.of(), Map.of()))
                                .line())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Stream<Map.Entry<String, CommandLine>> leaves(String path, CommandLine line) {
        if (line.getSubcommands().isEmpty()) {
            return Stream.of(Map.entry(path, line));
        }
        return line.getSubcommands().entrySet().stream()
                .flatMap(under -> leaves((path + " " + under.getKey()).strip(), under.getValue()));
    }

    private Ran run(String... args) {
        return Ran.with(home, Map.of(), OptionalInt.empty(), "", args);
    }

    @Test
    void list_ofThisMachinesCommands_isTheProgramsWithAllThatEachTakes() {
        Map<String, List<String>> expected = actual().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, command -> taken(command.getValue().getCommandSpec())));
        assertThat(LocalCommands.ALL.stream()
                        .collect(Collectors.toMap(
                                LocalCommands.Local::path,
                                local -> local.takes().stream().sorted().toList())))
                .isEqualTo(expected);
    }

    private static List<String> taken(CommandSpec command) {
        return Stream.concat(
                        command.options().stream()
                                .filter(option -> !option.usageHelp() && !option.inherited())
                                .map(LocalCommandsTest::shown),
                        command.positionalParameters().stream().map(PositionalParamSpec::paramLabel))
                .sorted()
                .toList();
    }

    private static String shown(OptionSpec option) {
        return option.longestName() + (option.arity().max() > 0 ? "=" : "");
    }

    @Test
    void help_ofEverything_namesEachCommandOfThisMachineAndEachGroup() {
        String page = run("help").out();
        assertThat(page).doesNotContain("%");
        Stream.concat(actual().keySet().stream(), Stream.concat(Commands.GROUPS.keySet().stream(), Stream.of("warm")))
                .forEach(name -> assertThat(page).containsPattern("(?m)^  " + name + "  +\\S"));
    }

    @Test
    void help_ofAGroup_namesWhatIsOnThisMachineToo() {
        assertThat(run("ledger", "--help").out()).contains("\n  export ", "\n  verify ", "\n  audit ");
        assertThat(run("key", "--help").out()).contains("\n  issue ", "\n  import ");
    }

    @Test
    void completion_ofBash_knowsTheWordsUnderEachGroupOfThisMachine() {
        String script = run("completion", "bash").out();
        assertThat(script)
                .contains(
                        "local commands=\"export verify audit\"",
                        "local commands=\"rotate-master\"",
                        "local commands=\"list add remove\"",
                        "local commands=\"init\"",
                        "'--with-master-key'");
        assertThat(actual().keySet())
                .allSatisfy(path -> assertThat(script)
                        .contains("function _picocli_cofre_"
                                + path.replace("-", "").replace(' ', '_') + "()"));
    }

    @Test
    void client_givenACommandOfThisMachine_saysWhatRunsIt() {
        assertThat(run("ledger", "verify")).isEqualTo(new Ran(2, "", """
                        cofre: ledger verify works on a node's own data, which this program cannot
                          The script ./cofre starts the right one.
                        """));
    }

    @Test
    void script_everyCommand_goesToTheProgramThatHasIt() throws IOException, InterruptedException {
        String text = Files.readString(SCRIPT);
        String function = text.substring(text.indexOf("is_local() {"), text.indexOf("\n}\n") + 3);
        StringBuilder asked = new StringBuilder(function);
        List<String> expected = new ArrayList<>();
        for (String path : actual().keySet()) {
            expected.add(path + " is local");
            asked.append("is_local ")
                    .append(path)
                    .append(" --help && echo '")
                    .append(path)
                    .append(" is local'\n");
        }
        for (Verb verb : Commands.all()) {
            asked.append("is_local ")
                    .append(verb.path())
                    .append(" && echo '")
                    .append(verb.path())
                    .append(" is local'\n");
        }
        Process shell = new ProcessBuilder("sh", "-u", "-c", asked.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        shell.waitFor();
        assertThat(said.lines()).containsExactlyInAnyOrderElementsOf(expected);
    }
}
