package io.cofre.assembly.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class JsonTest {
    @Test
    void write_whatWasRead_isTheSame() throws IOException {
        String text =
                "{\"a\":[1,-2,9007199254740993,123456789012345678901234567890,1.50,true,false,null,\"é\\n\\\"😀\"],\"b\":{}}";

        assertThat(Json.write(Json.read(text))).isEqualTo(text);
    }

    @Test
    void read_noJson_namesThePlaceAndQuotesNothing() {
        for (String text : new String[] {"", "{\"secret\"", "{\"a\":1}{", "{\"a\":1,\"a\":2}", "secret"}) {
            assertThatThrownBy(() -> Json.read(text))
                    .as(text)
                    .isInstanceOf(IOException.class)
                    .hasMessageNotContaining("secret");
        }
    }
}
