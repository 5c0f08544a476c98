package io.cofre.domain.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.domain.Problem;
import io.cofre.domain.auth.Requirement.Invocation;
import io.cofre.ports.token.Scope;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvocationScopesTest {
    private static String missing(Optional<Problem> refusal) {
        return refusal.map(problem -> problem.members().get("scope"))
                .filter(Problem.Member.Text.class::isInstance)
                .map(scope -> ((Problem.Member.Text) scope).value())
                .orElse("");
    }

    private static List<Scope> scopes(String held) {
        return Arrays.stream(held.split(" ")).map(Scope::new).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "provider.invoke:anthropic/*, anthropic, claude-3, false, ''",
        "provider.invoke:anthropic/*, openai, gpt-4o, false, provider.invoke:openai/gpt-4o",
        "provider.invoke:anthropic/claude-3, anthropic, claude-4, false, provider.invoke:anthropic/claude-4",
        "provider.invoke:*, anthropic, claude-3, true, memory.search",
        "provider.invoke:* memory.*, anthropic, claude-3, true, ''",
        "provider.invoke, anthropic, claude-3, false, provider.invoke:anthropic/claude-3"
    })
    void judge_aCall_takesTheScopeForWhatItCalls(
            String held, String provider, String model, boolean withMemory, String missing) {
        assertThat(missing(InvocationScopes.judge(scopes(held), provider, model, withMemory)))
                .isEqualTo(missing);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "OF_A_PROVIDER | {\"provider\":\"echo\",\"model\":\"m\"}                           | ``",
                "OF_A_PROVIDER | {\"provider\":\"openai\",\"model\":\"m\"}                         | provider.invoke:openai/m",
                "OF_A_PROVIDER | {\"provider\":\"echo\",\"model\":\"m\",\"with_memory\":true}      | memory.search",
                "OF_A_PROVIDER | {\"provider\":\"echo\",\"model\":\"m\",\"with_memory\":false}     | ``",
                "OF_A_PROVIDER | {\"provider\":\"echo\",\"model\":\"m\",\"with_memory\":\"true\"}  | provider.invoke:*",
                "OF_A_PROVIDER | {\"provider\":\"echo\",\"provider\":\"openai\",\"model\":\"m\"} | provider.invoke:*",
                "OF_A_PROVIDER | {\"provider\":\"echo\"}                                           | provider.invoke:*",
                "OF_A_PROVIDER | {\"model\":\"echo\"}                                              | provider.invoke:*",
                "OF_A_PROVIDER | []                                                              | provider.invoke:*",
                "OF_A_PROVIDER | x                                                               | provider.invoke:*",
                "OF_A_MODEL    | {\"text\":\"t\"}                                                  | ``",
                "OF_A_MODEL    | {\"text\":\"t\",\"model\":\"echo\"}                               | ``",
                "OF_A_MODEL    | {\"text\":\"t\",\"model\":\"gpt-4o\"}                             | provider.invoke:openai/gpt-4o",
                "OF_A_MODEL    | {\"text\":\"t\",\"model\":1}                                      | provider.invoke:*",
                "OF_A_MODEL    | {\"text\":\"t\",\"model\":\"unheard-of\"}                         | provider.invoke:*",
                "OF_A_MODEL    | {\"provider\":\"echo\",\"model\":\"gpt-4o\"}                      | provider.invoke:openai/gpt-4o",
            })
    void judge_aRequestByItsBody_takesTheScopeForWhatItSaysOrForAll(Invocation route, String body, String missing) {
        assertThat(missing(InvocationScopes.judge(
                        scopes("provider.invoke:echo/*"), route, Optional.of(body), ModelCatalog.SEEDED, "echo")))
                .isEqualTo(missing);
    }

    @ParameterizedTest
    @CsvSource({
        "provider.invoke:echo/*, provider.invoke:*",
        "provider.invoke:echo/* provider.invoke:openai/* memory.*, provider.invoke:*",
        "provider.invoke:*, memory.search",
        "provider.invoke:* memory.*, ''",
    })
    void judge_aBodyThatIsNotShown_takesTheScopesForAll(String held, String missing) {
        for (Invocation route : Invocation.values()) {
            assertThat(missing(
                            InvocationScopes.judge(scopes(held), route, Optional.empty(), ModelCatalog.SEEDED, "echo")))
                    .isEqualTo(missing);
        }
    }
}
