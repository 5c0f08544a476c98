package io.cofre.assembly.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferencePageTest {
    /** Where it differs: {@code ./cofre config --reference > docs/configuration.md}. */
    @Test
    void docs_configurationPage_isWhatTheSettingsSay() throws IOException {
        assertThat(Files.readString(Path.of("../docs/configuration.md"))).isEqualTo(ReferencePage.text());
    }
}
