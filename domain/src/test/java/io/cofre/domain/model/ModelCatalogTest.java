package io.cofre.domain.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

    @ParameterizedTest
    @CsvSource({
        "gpt-4o, mine",
        "gpt-4o-mini, openai",
        "gpt-4o-max, mine",
        "gpt-99, openai",
        "llama-3, local",
        "llama, local",
        "Llama-3, ''"
    })
    void under_ownEntries_goBeforeTheSeededOnes(String model, String provider) {
        ModelCatalog catalog = ModelCatalog.SEEDED.under(List.of(
                new ModelCatalog.Entry("gpt-4o", "mine"),
                new ModelCatalog.Entry("gpt-4o*", "mine"),
                new ModelCatalog.Entry("llama*", "local")));
        assertThat(catalog.providerOf(model)).isEqualTo(Optional.of(provider).filter(name -> !name.isEmpty()));
    }
}
