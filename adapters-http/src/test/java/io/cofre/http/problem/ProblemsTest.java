package io.cofre.http.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.http.exchange.Answer;
import io.cofre.ports.Dependency;
import io.cofre.ports.PortFailure;
import io.cofre.ports.journal.Change;
import io.cofre.ports.journal.LostChange;
import io.cofre.ports.span.SpanVersion;
import io.cofre.testkit.fixtures.Facts;
import io.cofre.testkit.fixtures.Seeds;
import io.cofre.testkit.fixtures.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemsTest {
    private static final Change CHANGE = change();

    private static Change change() {
        Facts facts = new Facts(Seeds.next(), SettableClock.atStart());
        return facts.span(facts.key()).change();
    }

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
        List<PortFailure> failures = List.of(
                new PortFailure.Unavailable(Dependency.LEDGER, "planted", cause),
                new PortFailure.Unavailable(Dependency.VAULT, "planted", cause),
                new PortFailure.Unavailable(Dependency.EXCHANGE, "planted", cause),
                new PortFailure.Unavailable(Dependency.ANCHORS, "planted", cause),
                new PortFailure.OutcomeUnknown(List.of(LostChange.of(CHANGE)), "planted", cause),
                new PortFailure.OutcomeUnknown(Dependency.LEDGER, "planted", cause),
                new PortFailure.OutcomeUnknown(Dependency.VAULT, "planted", cause),
                new PortFailure.Rejected("planted", cause),
                new PortFailure.Corrupt("planted", cause));
        assertThat(failures)
                .extracting(failure -> Failures.problem(failure).code())
                .containsExactly(
                        Code.LEDGER_UNAVAILABLE,
                        Code.WALLET_VAULT_UNAVAILABLE,
                        Code.LEDGER_UNAVAILABLE,
                        Code.LEDGER_UNAVAILABLE,
                        Code.LEDGER_OUTCOME_UNKNOWN,
                        Code.LEDGER_UNAVAILABLE,
                        Code.WALLET_VAULT_UNAVAILABLE,
                        Code.INTERNAL_ERROR,
                        Code.INTERNAL_CORRUPT);
        assertThat(failures)
                .extracting(failure -> Failures.problem(failure).detail())
                .noneMatch(detail -> detail.contains("planted"));
    }

    @Test
    void problem_lostCommit_namesItsSpans() {
        Problem problem = Failures.problem(
                new PortFailure.OutcomeUnknown(List.of(LostChange.of(CHANGE)), "planted", new IOException("planted")));
        SpanVersion version = CHANGE.spans().getFirst().version();
        assertThat(Problems.json(problem, "t").get("spans").toString())
                .isEqualTo("[{\"id\":\"" + version.id() + "\",\"seq\":0}]");
    }
}
