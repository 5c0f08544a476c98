package io.cofre.domain.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCatalogTest {
    @ParameterizedTest
    @CsvSource({
        "echo, echo",
        "claude-3-5-sonnet, anthropic",
        "gpt-4o, openai",
        "gpt-99, openai",
        "llama-3, ''",
        "claude, ''"
    })
    void providerOf_eachModel_byEntryOrLongestPrefix(String model, String provider) {
        assertThat(ModelCatalog.SEEDED.providerOf(model))
                .isEqualTo(Optional.of(provider).filter(name -> !name.isEmpty()));
    }
}
