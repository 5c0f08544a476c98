package io.cofre.domain.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompilationTest {
    private static final List<Compilation.Variable> NAME = List.of(new Compilation.Variable("name", Optional.empty()));

    @ParameterizedTest
    @CsvSource({
        "'Hi {{name}}', 'Hi Ana'",
        "'Hi {{ name }}{{name}}', 'Hi AnaAna'",
        "'{{{name}}}', '{Ana}'",
        "'{{na me}} {{1name}} {name} {{}} {{name', '{{na me}} {{1name}} {name} {{}} {{name'",
        "'{{other}}', '{{other}}'",
        "'100% \\ $1 $name', '100% \\ $1 $name'"
    })
    void compile_onlyPlaces_areSpecial(String template, String text) {
        assertThat(Compilation.compile(template, NAME, List.of(), Map.of("name", "Ana")))
                .isInstanceOfSatisfying(
                        Compilation.Compiled.class,
                        compiled -> assertThat(compiled.text()).isEqualTo(text));
    }

    @Test
    void compile_aValueWithPlaces_staysText() {
        Compilation compiled = Compilation.compile("{{name}}", NAME, List.of(), Map.of("name", "{{name}} {{other}}"));
        assertThat(compiled).isEqualTo(new Compilation.Compiled("{{name}} {{other}}", List.of("name")));
    }

    @Test
    void compile_missingVariables_areNamedAll() {
        Compilation refused = Compilation.compile(
                "x",
                List.of(
                        new Compilation.Variable("b", Optional.empty()),
                        new Compilation.Variable("a", Optional.empty()),
                        new Compilation.Variable("c", Optional.of("default"))),
                List.of(),
                Map.of());
        Problem problem = ((Compilation.Refused) refused).problem();
        assertThat(problem.code()).isEqualTo(Code.PROMPT_VARIABLE_MISSING);
        assertThat(problem.members()).containsEntry("variables", new Problem.Member.Texts(List.of("b", "a")));
    }

    @Test
    void compile_anUndeclaredVariable_isRefused() {
        Compilation refused = Compilation.compile("x", NAME, List.of(), Map.of("name", "Ana", "nmae", "Ana"));
        assertThat(((Compilation.Refused) refused).problem().code()).isEqualTo(Code.PROMPT_VARIABLE_UNDECLARED);
    }

    @Test
    void compile_blocks_standBeforeTheTemplateByPriority() {
        Compilation compiled = Compilation.compile(
                "end",
                List.of(),
                List.of(new Compilation.Block("late", 20, "second"), new Compilation.Block("early", 10, "first")),
                Map.of());
        assertThat(compiled).isEqualTo(new Compilation.Compiled("first\n\nsecond\n\nend", List.of()));
    }

    @Test
    void compile_blocksOfOnePriority_standByTheirNames() {
        Compilation compiled = Compilation.compile(
                "end",
                List.of(),
                List.of(
                        new Compilation.Block("b", 5, "of b"),
                        new Compilation.Block("a", 5, "of a"),
                        new Compilation.Block("c", Long.MIN_VALUE, "of c")),
                Map.of());
        assertThat(compiled).isEqualTo(new Compilation.Compiled("of c\n\nof a\n\nof b\n\nend", List.of()));
    }

    @Test
    void compile_aDefault_standsWhereNoValueIsGiven() {
        List<Compilation.Variable> declared = List.of(
                new Compilation.Variable("a", Optional.of("")), new Compilation.Variable("b", Optional.of("{{a}}")));
        List<Compilation.Block> blocks = List.of(new Compilation.Block("x", 1, "[{{ a }}]"));
        assertThat(Compilation.compile("{{b}}", declared, blocks, Map.of()))
                .isEqualTo(new Compilation.Compiled("[]\n\n{{a}}", List.of("a", "b")));
        assertThat(Compilation.compile("{{b}}", declared, blocks, Map.of("a", "A", "b", "B")))
                .isEqualTo(new Compilation.Compiled("[A]\n\nB", List.of("a", "b")));
    }

    @Test
    void compile_aTextThatGrowsTooLong_isRefusedBeforeItIsMade() {
        String places = "{{name}}".repeat(1 << 12);
        String fits = "x".repeat(Template.MAX_RENDERED >> 12);
        assertThat(Compilation.compile(places, NAME, List.of(), Map.of("name", fits)))
                .isEqualTo(new Compilation.Compiled("x".repeat(Template.MAX_RENDERED), List.of("name")));
        Compilation refused = Compilation.compile(places + "y", NAME, List.of(), Map.of("name", fits));
        assertThat(((Compilation.Refused) refused).problem().code()).isEqualTo(Code.REQUEST_FIELD_INVALID);
    }
}
