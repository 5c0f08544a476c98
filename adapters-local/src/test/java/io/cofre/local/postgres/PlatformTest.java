package io.cofre.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {
    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, /postgres-linux-x86_64.txz",
        "Linux, aarch64, /postgres-linux-arm_64.txz",
        "Mac OS X, x86_64, /postgres-darwin-x86_64.txz",
        "Mac OS X, aarch64, /postgres-darwin-arm_64.txz"
    })
    void resource_ofASupportedPlatform_isItsArchive(String system, String processor, String resource) {
        assertThat(Platform.of(system, processor).resource()).isEqualTo(resource);
    }

    @Test
    void of_anotherPlatform_namesTheSupportedOnes() {
        assertThatThrownBy(() -> Platform.of("Windows 11", "amd64"))
                .isInstanceOf(PostgresFailure.UnsupportedPlatform.class)
                .hasMessage(
                        "there is no embedded PostgreSQL for Windows 11 on amd64, only for linux x86_64, linux arm_64,"
                                + " darwin x86_64, darwin arm_64; use a PostgreSQL server of your own (assembly onprem)");
    }
}
