package io.cofre.domain.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.prompt.PromptContent.Read;
import io.cofre.domain.prompt.PromptContent.TemplateContent;
import io.cofre.ports.span.CanonicalBytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptContentTest {
    @Test
    void template_whole_isReadInItsOrder() {
        assertThat(template("""
                                {"template":"Hi {{ b }}","vars":["b",{"name":"a.x","default":""},{"default":null,"name":"c"}],
                                 "blocks":["two","one","two"],"note":1e20}"""))
                .isEqualTo(new Read.Good<>(new TemplateContent(
                        "Hi {{ b }}",
                        List.of(
                                new Compilation.Variable("b", Optional.empty()),
                                new Compilation.Variable("a.x", Optional.of("")),
                                new Compilation.Variable("c", Optional.empty())),
                        List.of("two", "one", "two"))));
    }

    @Test
    void template_onlyItsText_isEnough() {
        TemplateContent bare = new TemplateContent("Hi", List.of(), List.of());
        assertThat(template("{\"template\":\"Hi\"}")).isEqualTo(new Read.Good<>(bare));
        assertThat(template("{\"template\":\"Hi\",\"vars\":null,\"blocks\":null}"))
                .isEqualTo(new Read.Good<>(bare));
    }

    @Test
    void template_withALargeDouble_isReadAsItIsStored() {
        assertThat(template("{\"n\":100000000000000000000,\"template\":\"Hi\"}"))
                .isEqualTo(new Read.Good<>(new TemplateContent("Hi", List.of(), List.of())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'text'                                                   | /content                | must be an object",
                "null                                                     | /content                | must be an object",
                "{}                                                       | /content/template       | must be there, a text",
                "{\"template\":null}                                      | /content/template       | must be there, a text",
                "{\"template\":7}                                         | /content/template       | must be a text",
                "{\"template\":\"x\",\"vars\":{}}                         | /content/vars           | must be a list",
                "{\"template\":\"x\",\"vars\":\"a\"}                      | /content/vars           | must be a list",
                "{\"template\":\"x\",\"vars\":[\"a\",7]}                  | /content/vars/1         | 'must be a name, or an object with one'",
                "{\"template\":\"x\",\"vars\":[{}]}                       | /content/vars/0/name    | must be there, a text",
                "{\"template\":\"x\",\"vars\":[{\"name\":7}]}             | /content/vars/0/name    | must be a text",
                "{\"template\":\"x\",\"vars\":[{\"name\":\"a\",\"default\":7}]}     | /content/vars/0/default | must be a text",
                "{\"template\":\"x\",\"vars\":[{\"name\":\"a\",\"default\":false}]} | /content/vars/0/default | must be a text",
                "{\"template\":\"x\",\"vars\":[\"a-b\"]}                  | /content/vars/0         | has a name that no place can have",
                "{\"template\":\"x\",\"vars\":[\"\"]}                     | /content/vars/0         | has a name that no place can have",
                "{\"template\":\"x\",\"vars\":[\"a\",{\"name\":\"a\"}]}   | /content/vars/1         | declares a variable that is declared before",
                "{\"template\":\"x\",\"blocks\":\"a\"}                    | /content/blocks         | must be a list",
                "{\"template\":\"x\",\"blocks\":[\"a\",7]}                | /content/blocks/1       | 'must be a text, the name of a block'",
                "{\"template\":\"x\",\"blocks\":[null]}                   | /content/blocks/0       | 'must be a text, the name of a block'",
            })
    void template_anotherForm_isMalformedThere(String content, String pointer, String why) {
        assertThat(template(content.equals("text") ? "\"text\"" : content))
                .isEqualTo(new Read.Malformed<>(pointer, why));
    }

    @Test
    void template_moreBlocksThanMayBe_isMalformed() {
        assertThat(template(withBlocks(PromptContent.MAX_BLOCKS))).isInstanceOf(Read.Good.class);
        assertThat(template(withBlocks(PromptContent.MAX_BLOCKS + 1)))
                .isEqualTo(new Read.Malformed<>("/content/blocks", "has more than 100 entries"));
    }

    private static String withBlocks(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"b" + i + "\"")
                .collect(Collectors.joining(",", "{\"template\":\"x\",\"blocks\":[", "]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"text\":\"x\"}                         | 100 | x",
                "{\"text\":\"x\",\"priority\":null}       | 100 | x",
                "{\"text\":\"x\",\"priority\":-3}         | -3  | x",
                "{\"text\":\"x\",\"priority\":2.0}        | 2   | x",
                "{\"template\":\"y\",\"priority\":7}      | 7   | y",
                "{\"text\":\"x\",\"template\":\"y\"}      | 100 | x",
            })
    void block_good_hasItsPriorityAndText(String content, long priority, String text) {
        assertThat(block(content)).isEqualTo(new Read.Good<>(new Compilation.Block("name", priority, text)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7                                      | /content          | must be an object",
                "{}                                     | /content/text     | must be there, a text",
                "{\"text\":7,\"template\":\"y\"}        | /content/text     | must be a text",
                "{\"template\":[]}                      | /content/template | must be a text",
                "{\"text\":\"x\",\"priority\":\"1\"}    | /content/priority | must be an integer",
                "{\"text\":\"x\",\"priority\":1.5}      | /content/priority | must be an integer",
                "{\"text\":\"x\",\"priority\":1e300}    | /content/priority | must be an integer",
            })
    void block_anotherForm_isMalformedThere(String content, String pointer, String why) {
        assertThat(block(content)).isEqualTo(new Read.Malformed<>(pointer, why));
    }

    private static Read<TemplateContent> template(String content) {
        return PromptContent.template(span("prompt_template", content));
    }

    private static Read<Compilation.Block> block(String content) {
        return PromptContent.block("name", span("prompt_block", content));
    }

    private static PromptSpan span(String type, String content) {
        String json = "{\"content\":" + content + ",\"entity_type\":\"" + type
                + "\",\"owner_id\":\"ana\",\"tenant_id\":\"acme\",\"visibility\":\"tenant\"}";
        return PromptSpan.of(CanonicalBytes.of(json.getBytes(StandardCharsets.UTF_8)));
    }
}
