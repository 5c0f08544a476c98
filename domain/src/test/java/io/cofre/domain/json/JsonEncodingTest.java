package io.cofre.domain.json;

import static io.cofre.domain.json.Reading.fault;
import static io.cofre.domain.json.Reading.parsed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.json.JsonFault.Kind;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonEncodingTest {
    @Test
    void read_pairedSurrogates_areOneCharacter() {
        assertThat(parsed("\"\\ud83d\\ude00\"")).isEqualTo(JsonString.of("😀"));
        assertThat(parsed("\"😀\"")).isEqualTo(JsonString.of("😀"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "bf",
                "c080",
                "c1bf",
                "c2",
                "c220",
                "e0809f",
                "e09fbf",
                "eda080",
                "edbfbf",
                "e282",
                "f0808080",
                "f08fbfbf",
                "f4908080",
                "f5808080",
                "f09f98",
                "ff",
                "fe",
                "f8888080808080"
            })
    void read_whatIsNotUtf8_isAnEncodingFault(String hex) {
        byte[] middle = HexFormat.of().parseHex(hex);
        for (int padding = 0; padding < 9; padding++) {
            assertThat(fault(quoted(middle, padding)).kind())
                    .as("after %d", padding)
                    .isEqualTo(Kind.ENCODING);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"c280", "dfbf", "e0a080", "ed9fbf", "ee8080", "efbfbf", "f0908080", "f48fbfbf"})
    void read_theEdgesOfUtf8_areTaken(String hex) {
        byte[] middle = HexFormat.of().parseHex(hex);
        for (int padding = 0; padding < 9; padding++) {
            byte[] document = quoted(middle, padding);
            assertThat(parsed(document)).isEqualTo(JsonString.of(new String(document, 1, document.length - 2, UTF_8)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7b007d00", "007b007d", "7b0000007d000000", "0000007b0000007d", "fffe7b007d00"})
    void read_otherEncodings_areRefused(String hex) {
        assertThat(fault(HexFormat.of().parseHex(hex)).kind()).isIn(Kind.SYNTAX, Kind.ENCODING, Kind.TRAILING_CONTENT);
    }

    @Test
    void read_byteOrderMark_isRefused() {
        assertThat(fault("\ufeff{}".getBytes(UTF_8)).kind()).isEqualTo(Kind.BYTE_ORDER_MARK);
    }

    private static byte[] quoted(byte[] middle, int padding) {
        byte[] document = new byte[padding + middle.length + 2];
        Arrays.fill(document, (byte) 'a');
        document[0] = '"';
        System.arraycopy(middle, 0, document, 1 + padding, middle.length);
        document[document.length - 1] = '"';
        return document;
    }
}
