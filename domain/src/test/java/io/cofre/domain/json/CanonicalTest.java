package io.cofre.domain.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.vectors.Vectors;
import io.cofre.testkit.fixtures.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

class CanonicalTest {
    private static final JsonLimits LIMITS = new JsonLimits(1 << 20, 60);

    /** RFC 8785, section 3.2.2. */
    @Test
    void bytes_ofTheRfcsSample_areItsResult() {
        String sample = """
                {
                  "numbers": [333333333.33333329, 1E30, 4.50,
                              2e-3, 0.000000000000000000000000001],
                  "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/",
                  "literals": [null, true, false]
                }""";

        assertThat(canonical(sample))
                .isEqualTo("{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
    }

    /** RFC 8785, section 3.2.3. */
    @Test
    void bytes_ofTheRfcsNames_standInItsOrder() {
        String sample = """
                {
                  "\\u20ac": "Euro Sign",
                  "\\r": "Carriage Return",
                  "\\ufb33": "Hebrew Letter Dalet With Dagesh",
                  "1": "One",
                  "\\ud83d\\ude00": "Emoji: Grinning Face",
                  "\\u0080": "Control",
                  "\\u00f6": "Latin Small Letter O With Diaeresis"
                }""";

        assertThat(canonical(sample))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\","
                        + "\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    @Test
    void bytes_ofEveryControl_areEscapedAsTheRfcSays() {
        StringBuilder text = new StringBuilder();
        for (char c = 1; c < 0x21; c++) {
            text.append(c);
        }
        text.append("\"\\/\u007f");

        assertThat(Canonical.text(JsonString.of(text.toString())))
                .isEqualTo("\"\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\\u000f"
                        + "\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017\\u0018\\u0019\\u001a\\u001b\\u001c"
                        + "\\u001d\\u001e\\u001f \\\"\\\\/\u007f\"");
    }

    @Test
    void bytes_ofEmptyParts_haveNothingInside() {
        assertThat(canonical(" { \"b\" : [ ] , \"a\" : { } , \"\" : \"\" } "))
                .isEqualTo("{\"\":\"\",\"a\":{},\"b\":[]}");
    }

    @Test
    void bytes_ofALongText_growAsNeeded() {
        String text = "\u0001é€😀a".repeat(20_000);

        assertThat(new String(Canonical.bytes(JsonString.of(text)), UTF_8))
                .isEqualTo("\"" + text.replace("\u0001", "\\u0001") + "\"");
    }

    @Test
    void sliced_namedMembers_areFoundInTheBytes() {
        JsonObject object = (JsonObject)
                parsed("{\"z\":1,\"metadata\":null,\"content\":{\"b\":[1, 2],\"content\":\"no\"},\"error\":\"é\"}");

        Canonical.Sliced sliced = Canonical.sliced(object, List.of("content", "metadata", "input", "error"));

        assertThat(sliced.bytes()).isEqualTo(Canonical.bytes(object));
        assertThat(slice(sliced, "content")).isEqualTo("{\"b\":[1,2],\"content\":\"no\"}");
        assertThat(slice(sliced, "metadata")).isEqualTo("null");
        assertThat(slice(sliced, "error")).isEqualTo("\"é\"");
        assertThat(sliced.slice("input")).isEmpty();
        assertThat(sliced.slice("z")).isEmpty();
    }

    @Test
    void without_andWith_keepTheOrder() {
        JsonObject object = (JsonObject) parsed("{\"d\":4,\"b\":2,\"c\":3}");

        assertThat(Canonical.text(
                        object.with("a", 1).with("e", 5).with("c", "x").without("d", "nothing")))
                .isEqualTo("{\"a\":1,\"b\":2,\"c\":\"x\",\"e\":5}");
    }

    @Test
    void bytes_ofThePublicVectors_areAsPublished() throws IOException {
        Path folder = Vectors.beside("jcs", 6);
        List<String> wrong = new ArrayList<>();
        int count = 0;
        try (Stream<Path> inputs = Files.list(folder.resolve("input"))) {
            for (Path input : inputs.sorted().toList()) {
                count++;
                String expected = Files.readString(folder.resolve("output").resolve(input.getFileName()));
                if (!canonical(Files.readString(input)).equals(expected)) {
                    wrong.add(input.getFileName().toString());
                }
            }
        }
        System.out.println("JCS: " + count + " public vectors run");
        assertThat(wrong).isEmpty();
        assertThat(count).isEqualTo(6);
    }

    @Test
    void bytes_ofRandomDocuments_areAsAnotherImplementationWritesThem() throws IOException {
        long seed = Seeds.next();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            JsonObject object = (JsonObject) randomObject(random, 0);
            byte[] once = Canonical.bytes(object);

            assertThat(once).as("seed %d, round %d", seed, i).isEqualTo(new JsonCanonicalizer(once).getEncodedUTF8());
            assertThat(JsonReader.readStored(once, LIMITS))
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(new JsonParse.Parsed(object));
        }
    }

    private static JsonValue randomValue(Random random, int depth) {
        return switch (random.nextInt(depth > 4 ? 5 : 7)) {
            case 0 -> JsonNull.NULL;
            case 1 -> JsonBool.of(random.nextBoolean());
            case 2 -> JsonNumber.of(random.nextLong() >> (11 + random.nextInt(40)));
            case 3 -> new JsonNumber(random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300));
            case 4 -> JsonString.of(randomText(random));
            case 5 -> randomObject(random, depth + 1);
            default -> {
                List<JsonValue> items = new ArrayList<>();
                for (int n = random.nextInt(5); n > 0; n--) {
                    items.add(randomValue(random, depth + 1));
                }
                yield new JsonArray(items);
            }
        };
    }

    private static JsonValue randomObject(Random random, int depth) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (int n = random.nextInt(depth == 0 ? 40 : 6); n > 0; n--) {
            members.put(randomText(random), randomValue(random, depth));
        }
        return JsonObject.of(members);
    }

    private static String randomText(Random random) {
        int[] points = random.ints(random.nextInt(12), 0, 8)
                .map(kind -> switch (kind) {
                    case 0 -> 1 + random.nextInt(0x1f);
                    case 1 -> 0x80 + random.nextInt(0x700);
                    case 2 -> 0xe000 + random.nextInt(0x1ffe);
                    case 3 -> 0x10000 + random.nextInt(0x100000);
                    case 4 -> "\"\\/\u007f".charAt(random.nextInt(4));
                    default -> 0x20 + random.nextInt(0x5f);
                })
                .toArray();
        return new String(points, 0, points.length);
    }

    private static String slice(Canonical.Sliced sliced, String name) {
        var slice = sliced.slice(name).orElseThrow();
        return new String(sliced.bytes(), slice.from(), slice.to() - slice.from(), UTF_8);
    }

    private static String canonical(String document) {
        return Canonical.text(parsed(document));
    }

    private static JsonValue parsed(String document) {
        return switch (JsonReader.read(document.getBytes(UTF_8), LIMITS)) {
            case JsonParse.Parsed(JsonValue value) -> value;
            case JsonParse.Refused(JsonFault fault) -> throw new AssertionError(fault);
        };
    }
}
