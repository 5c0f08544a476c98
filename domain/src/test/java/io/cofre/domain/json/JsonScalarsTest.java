package io.cofre.domain.json;

import static io.cofre.domain.json.Reading.LIMITS;
import static io.cofre.domain.json.Reading.parsed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.json.JsonFault.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonScalarsTest {
    @Test
    void read_scalarDocuments_areValues() {
        assertThat(parsed(" \"x\" ")).isEqualTo(JsonString.of("x"));
        assertThat(parsed("0")).isEqualTo(JsonNumber.of(0));
        assertThat(parsed("null\n")).isEqualTo(JsonNull.NULL);
    }

    @ParameterizedTest
    @CsvSource({
        "-0,0",
        "-0.0,0",
        "0e5,0",
        "-0e-5,0",
        "9007199254740991,9007199254740991",
        "-9007199254740991,-9007199254740991",
        "9007199254740993.0,9007199254740992",
        "9007199254740993e0,9007199254740992",
        "1e16,10000000000000000",
        "1e-400,0",
        "1E3,1000",
        "5e-324,5e-324",
        "1.7976931348623157e308,1.7976931348623157e+308"
    })
    void read_number_isTheDoubleItRoundsTo(String literal, String canonical) {
        assertThat(Canonical.text(parsed(literal))).isEqualTo(canonical);
    }

    @Test
    void read_numberOfManyDigits_isTheDoubleItRoundsTo() {
        assertThat(parsed("0." + "0".repeat(5_000) + "1e5000")).isEqualTo(new JsonNumber(0.1));
    }

    @Test
    void readStored_largeIntegers_areTheirDoubles() {
        assertThat(JsonReader.readStored("[100000000000000000000,-9007199254740993]".getBytes(UTF_8), LIMITS))
                .isEqualTo(
                        new JsonParse.Parsed(JsonArray.of(new JsonNumber(1e20), new JsonNumber(-9007199254740992.0))));
        assertThat(JsonReader.readStored(("1" + "0".repeat(400)).getBytes(UTF_8), LIMITS))
                .isEqualTo(new JsonParse.Refused(
                        new JsonFault("", Kind.NUMBER_NOT_FINITE, "the number is too large for a double")));
    }
}
