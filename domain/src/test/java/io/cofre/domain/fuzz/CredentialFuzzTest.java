package io.cofre.domain.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.cofre.domain.auth.Credential;
import io.cofre.domain.auth.Need;
import io.cofre.domain.auth.Scopes;
import io.cofre.domain.token.ApiToken;
import io.cofre.ports.token.Scope;
import java.util.List;
import java.util.Optional;

/** What is presented as a credential, and what it grants. */
class CredentialFuzzTest {
    private static final int LONG = 300;

    @FuzzTest
    void parse_anyText_isNoTokenOrTheSameToken(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        if (ApiToken.parse(text) instanceof ApiToken.Reading.Token read) {
            assertThat(read.token().reveal()).isEqualTo(text).matches(ApiToken.REGULAR_EXPRESSION);
            assertThat(text).startsWith("tok_" + read.token().kind().wire() + "_");
        }
    }

    /** What is covered grants nothing that its cover does not grant: sessions and apps only narrow. */
    @FuzzTest
    void covers_anyScopes_neverWidens(FuzzedDataProvider data) {
        Optional<Scope> wide = Scope.parse(data.consumeString(LONG));
        Optional<Scope> narrow = Scope.parse(data.consumeString(LONG));
        Optional<Need> need = need(data.consumeRemainingAsString());
        if (wide.isEmpty() || narrow.isEmpty()) {
            return;
        }
        assertThat(Scope.parse(wide.get().value())).isEqualTo(wide);
        assertThat(Scopes.covers(List.of(wide.get()), wide.get())).isTrue();
        if (need.isPresent()
                && Scopes.covers(List.of(wide.get()), narrow.get())
                && Scopes.grants(narrow.get(), need.get())) {
            assertThat(Scopes.grants(wide.get(), need.get())).isTrue();
        }
    }

    @FuzzTest
    void read_anyHeaders_isOneCredentialOrNone(FuzzedDataProvider data) {
        boolean signed = data.consumeBoolean();
        boolean two = data.consumeBoolean();
        String first = data.consumeString(LONG);
        List<String> headers = two ? List.of(first, data.consumeRemainingAsString()) : List.of(first);

        Credential read = Credential.read(headers, signed);

        if (two) {
            assertThat(read).isInstanceOf(Credential.Ambiguous.class);
        }
        if (read instanceof Credential.ApiKey key) {
            assertThat(first).endsWith(" " + key.token());
            assertThat(key.token()).isNotBlank().doesNotContain(" ", ",");
        }
    }

    /** A need is concrete: a scope's text without a wildcard. */
    private static Optional<Need> need(String text) {
        return Scope.parse(text)
                .filter(scope -> !scope.value().contains("*"))
                .map(scope -> new Need(scope.action(), scope.resource()));
    }
}
