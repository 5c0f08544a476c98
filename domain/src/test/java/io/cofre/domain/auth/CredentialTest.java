package io.cofre.domain.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialTest {
    @ParameterizedTest
    @ValueSource(strings = {"ApiKey tok_x", "apikey tok_x", "APIKEY tok_x"})
    void read_anApiKeyInAnyCase_isOne(String header) {
        assertThat(Credential.read(List.of(header), false))
                .isInstanceOfSatisfying(
                        Credential.ApiKey.class, key -> assertThat(key.token()).isEqualTo("tok_x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ApiKey", "ApiKey ", " ApiKey x", "ApiKey a b", "ApiKey a,ApiKey b"})
    void read_aSchemeWithoutOneCredential_isMalformed(String header) {
        assertThat(Credential.read(List.of(header), false)).isEqualTo(new Credential.Malformed());
    }

    @Test
    void read_several_isAmbiguous() {
        assertThat(Credential.read(List.of("ApiKey a", "ApiKey a"), false)).isEqualTo(new Credential.Ambiguous());
        assertThat(Credential.read(List.of("ApiKey a"), true)).isEqualTo(new Credential.Ambiguous());
    }

    @Test
    void read_otherSchemesAndSignatures_areUnsupportedYet() {
        assertThat(Credential.read(List.of("Bearer x"), false)).isEqualTo(new Credential.Unsupported());
        assertThat(Credential.read(List.of("Ed25519 00"), true)).isEqualTo(new Credential.Unsupported());
        assertThat(Credential.read(List.of(), true)).isEqualTo(new Credential.Unsupported());
        assertThat(Credential.read(List.of(), false)).isEqualTo(new Credential.None());
    }
}
