package io.cofre.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderSettingsTest {
    @Test
    void at_anyBase_putsThePathUnderIt() {
        assertThat(ProviderSettings.of("a", "https://host").at("/v1/messages"))
                .isEqualTo(URI.create("https://host/v1/messages"));
        assertThat(ProviderSettings.of("a", "http://host:81/v1/").at("/chat/completions"))
                .isEqualTo(URI.create("http://host:81/v1/chat/completions"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "host", "ftp://host", "http:///v1", "http://u:p@host", "http://host?q", "http://host#f", "::"
            })
    void of_noUsableUrl_isRefusedByItsName(String url) {
        assertThatThrownBy(() -> ProviderSettings.of("anthropic", url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("providers.anthropic.base_url")
                .message()
                .doesNotContain("u:p");
    }
}
