package io.cofre.domain.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.token.Scope;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AppRulesTest {
    @Test
    void split_theSeedsApp_grantsWhatItsRegistrarHolds() {
        assertThat(AppRules.split(
                        scopes("memory.write", "provider.invoke:*"),
                        scopes("wallet.open", "span.sign", "provider.invoke:anthropic/*", "prompt.fetch", "memory.*")))
                .isEqualTo(new AppRules.Split(
                        scopes("memory.add", "provider.invoke:anthropic/*"), scopes("provider.invoke:*")));
    }

    @Test
    void split_adminAndServiceScopes_areNeverGranted() {
        assertThat(AppRules.split(scopes("tenant.admin", "job.add"), scopes("tenant.admin", "job.add")))
                .isEqualTo(new AppRules.Split(List.of(), scopes("tenant.admin", "job.add")));
    }

    private static List<Scope> scopes(String... texts) {
        return Stream.of(texts).map(Scope::new).toList();
    }
}
