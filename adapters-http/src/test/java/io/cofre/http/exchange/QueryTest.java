package io.cofre.http.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
    @Test
    void parameters_encoded_areDecodedInOrder() {
        assertThat(Query.parameters("a=1&b=%C3%A9+x&&c&a=%2B").orElseThrow())
                .containsExactly(Map.entry("a", "1"), Map.entry("b", "é x"), Map.entry("c", ""), Map.entry("a", "+"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "a=%C3", "%ff=1"})
    void parameters_badEncoding_areRefused(String query) {
        assertThat(Query.parameters(query)).isEmpty();
    }

    @Test
    void segment_plus_staysAPlus() {
        assertThat(Query.segment("a+b%2Fc")).contains("a+b/c");
    }
}
