package io.cofre.http.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.http.exchange.Answer;
import io.cofre.ports.PortFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemsTest {
    private static String body(Answer answer) {
        return new String(((Answer.Whole) answer.body()).bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void answer_withMembers_isProblemJson() {
        Answer answer = Problems.answer(
                Problem.of(Code.AUTH_KEY_AMBIGUOUS, "Two match.").with("token_hashes", List.of("a", "b")), "t1");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.headers().first("content-type")).contains("application/problem+json");
        assertThat(body(answer))
                .isEqualTo("{\"type\":\"/docs#auth.key_ambiguous\",\"title\":\"Several API keys match\",\"status\":409,"
                        + "\"detail\":\"Two match.\",\"code\":\"auth.key_ambiguous\",\"trace_id\":\"t1\","
                        + "\"token_hashes\":[\"a\",\"b\"]}");
    }

    @Test
    void answer_unauthorized_namesTheSchemes() {
        assertThat(Problems.answer(Problem.of(Code.AUTH_MISSING, "d"), "t")
                        .headers()
                        .first("WWW-Authenticate"))
                .contains("ApiKey realm=\"cofre\", WalletSession realm=\"cofre\"");
    }

    @Test
    void answer_memberThatReplacesAStandardOne_isRefused() {
        assertThatThrownBy(
                        () -> Problems.answer(Problem.of(Code.AUTH_MISSING, "d").with("code", "x"), "t"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void row_everyCode_hasAnErrorStatusAndATitle(Code code) {
        assertThat(ErrorTable.status(code)).isBetween(400, 599);
        assertThat(ErrorTable.row(code).title()).isNotBlank();
        assertThat(code.wire()).matches("[a-z0-9]+\\.[a-z_0-9]+");
    }

    @Test
    void problem_eachFailure_keepsItsMessageToItself() {
        RuntimeException cause = new IllegalStateException("planted");
        assertThat(List.of(
                        Failures.problem(new PortFailure.Unavailable("planted", cause)),
                        Failures.problem(new PortFailure.OutcomeUnknown("planted", cause)),
                        Failures.problem(new PortFailure.Rejected("planted", cause)),
                        Failures.problem(new PortFailure.Corrupt("planted", cause))))
                .extracting(Problem::code)
                .containsExactly(
                        Code.LEDGER_UNAVAILABLE,
                        Code.LEDGER_OUTCOME_UNKNOWN,
                        Code.INTERNAL_ERROR,
                        Code.INTERNAL_CORRUPT);
        assertThat(Failures.problem(new PortFailure.Unavailable("planted", cause))
                        .detail())
                .doesNotContain("planted");
    }
}
