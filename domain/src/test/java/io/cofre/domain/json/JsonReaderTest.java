package io.cofre.domain.json;

import static io.cofre.domain.json.Reading.LIMITS;
import static io.cofre.domain.json.Reading.fault;
import static io.cofre.domain.json.Reading.parsed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.json.JsonFault.Kind;
import io.cofre.testkit.fixtures.Seeds;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
    @Test
    void read_everyKindOfValue_keepsEach() {
        assertThat(parsed("{\"s\":\"é\\n\\u0041\",\"n\":-1.5e3,\"t\":true,\"f\":false,\"z\":null,\"a\":[1,{}]}"))
                .isEqualTo(JsonObject.EMPTY
                        .with("s", "é\nA")
                        .with("n", new JsonNumber(-1500))
                        .with("t", JsonBool.TRUE)
                        .with("f", JsonBool.FALSE)
                        .with("z", JsonNull.NULL)
                        .with("a", JsonArray.of(JsonNumber.of(1), JsonObject.EMPTY)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                // The document, the kind of its fault, its pointer (# for the whole).
                "{\"a\":1,\"a\":2} DUPLICATE_MEMBER #/a",
                "{\"a\":1,\"\\u0061\":2} DUPLICATE_MEMBER #/a",
                "{\"x\":[0,{\"b\":1,\"a/~\":1,\"c\":1,\"a/~\":1}]} DUPLICATE_MEMBER #/x/1/a~1~0",
                "{\"\":1,\"\":2} DUPLICATE_MEMBER #/",
                "{\"x\":\"\\ud83d\"} LONE_SURROGATE #/x",
                "{\"x\":\"\\ude00\\ud83d\"} LONE_SURROGATE #/x",
                "[1,\"a\\udc00\"] LONE_SURROGATE #/1",
                "{\"x\":{\"\\ud800\":1}} LONE_SURROGATE #/x",
                "surrogate SYNTAX #",
                "{\"x\":surrogate} SYNTAX #/x",
                "{\"x\":\"a\\u0000b\"} NUL_CHARACTER #/x",
                "{\"x\":[{\"\\u0000\":1}]} NUL_CHARACTER #/x/0",
                "{\"x\":[1,1e400]} NUMBER_NOT_FINITE #/x/1",
                "-1e400 NUMBER_NOT_FINITE #",
                "{\"x\":9007199254740992} INTEGER_TOO_LARGE #/x",
                "{\"x\":-9007199254740992} INTEGER_TOO_LARGE #/x",
                "{\"x\":9007199254740993} INTEGER_TOO_LARGE #/x",
                "[123456789012345678901234567890] INTEGER_TOO_LARGE #/0",
                "{} TRAILING_CONTENT #",
            })
    void read_whatIJsonRefuses_isAFaultWithItsPointer(String document, Kind kind, String pointer) {
        String whole = kind == Kind.TRAILING_CONTENT ? document + "x" : document;

        assertThat(fault(whole.getBytes(UTF_8))).satisfies(fault -> {
            assertThat(fault.kind()).isEqualTo(kind);
            assertThat("#" + fault.pointer()).isEqualTo(pointer);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "\"a",
                "\"\t\"",
                "\"\\x\"",
                "\"\\u12g4\"",
                "01",
                "+1",
                ".5",
                "1.",
                "1e",
                "-",
                "NaN",
                "Infinity",
                "-Infinity",
                "nul",
                "True",
                "// c\n1",
                "/* c */ 1",
                "[1 2]",
                "{\"a\" 1}",
                "]",
                "}",
                "\u00a01",
                "1x"
            })
    void read_whatIsNotJson_isASyntaxFault(String document) {
        assertThat(fault(document.getBytes(UTF_8)).kind()).isEqualTo(Kind.SYNTAX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 2", "{}{}", "[] ,", "{}}", "null null", "{} \u0000"})
    void read_moreThanOneValue_isTrailingContent(String document) {
        assertThat(fault(document.getBytes(UTF_8)).kind()).isEqualTo(Kind.TRAILING_CONTENT);
    }

    @Test
    void read_depth_isBoundedExactly() {
        JsonLimits three = new JsonLimits(100, 3);

        assertThat(JsonReader.read("[[{\"a\":1}]]".getBytes(UTF_8), three)).isInstanceOf(JsonParse.Parsed.class);
        assertThat(JsonReader.read("[[{\"a\":[]}]]".getBytes(UTF_8), three))
                .isEqualTo(new JsonParse.Refused(
                        new JsonFault("/0/0/a", Kind.TOO_DEEP, "objects and arrays stand more than 3 deep")));
    }

    @Test
    void read_depthBomb_isRefused() {
        assertThat(fault("[".repeat(500_000).getBytes(UTF_8)).kind()).isEqualTo(Kind.TOO_DEEP);
        assertThat(fault("{\"a\":".repeat(100_000).getBytes(UTF_8)).kind()).isEqualTo(Kind.TOO_DEEP);
    }

    @Test
    void read_size_isBoundedExactly() {
        JsonLimits four = new JsonLimits(4, 1);

        assertThat(JsonReader.read("1234".getBytes(UTF_8), four)).isInstanceOf(JsonParse.Parsed.class);
        assertThat(JsonReader.read("12345".getBytes(UTF_8), four))
                .isEqualTo(new JsonParse.Refused(
                        new JsonFault("", Kind.TOO_LARGE, "the document has 5 bytes; at most 4")));
    }

    @Test
    void read_aRange_readsNothingAroundIt() {
        byte[] line = "xx{\"a\":[1]}yy".getBytes(UTF_8);

        assertThat(JsonReader.read(line, 2, line.length - 2, LIMITS))
                .isEqualTo(new JsonParse.Parsed(JsonObject.EMPTY.with("a", JsonArray.of(JsonNumber.of(1)))));
    }

    @Test
    void read_manyMembersOfOneHash_areAllKept() {
        StringBuilder document = new StringBuilder("{");
        for (int i = 0; i < 20_000; i++) {
            // All of these names have the same String.hashCode.
            document.append('"');
            for (int bit = 0; bit < 15; bit++) {
                document.append(((i >> bit) & 1) == 0 ? "Aa" : "BB");
            }
            document.append("\":").append(i).append(',');
        }
        document.setCharAt(document.length() - 1, '}');

        assertThat(((JsonObject) parsed(document.toString())).size()).isEqualTo(20_000);
    }

    @Test
    void read_anyBytes_neverThrows() {
        long seed = Seeds.next();
        Random random = new Random(seed);
        byte[] good =
                "{\"a\":[1,-2.5e3,\"é\\u00e9😀\",null,true],\"b\":{\"c\":{}},\"d\":\"\\ud83d\\ude00\"}".getBytes(UTF_8);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length + 1));
            for (int flips = random.nextInt(4); flips > 0 && bytes.length > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            assertThat(JsonReader.read(bytes, LIMITS))
                    .as("seed %d, round %d", seed, i)
                    .isNotNull();
        }
    }
}
