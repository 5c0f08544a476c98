package io.cofre.assembly.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;

/**
 * What a refusal says.
 *
 * @param at the pointer or parameter that it names, or the scope; empty for the whole; "-" where it names no place
 */
record Refusal(int status, String code, String at) {
    static final String NOWHERE = "-";

    static Refusal of(int status, String code) {
        return new Refusal(status, code, NOWHERE);
    }

    static Refusal of(HttpResponse<String> answer) {
        JsonNode problem = WholeRun.tree(answer);
        assertThat(answer.headers().firstValue("content-type"))
                .as(answer.body())
                .contains("application/problem+json");
        assertThat(problem.path("status").asInt()).isEqualTo(answer.statusCode());
        return of(answer.statusCode(), problem);
    }

    /** The same for a problem that stands in an answer that was given. */
    static Refusal of(int status, JsonNode problem) {
        String at = problem.path("pointer")
                .asText(problem.path("parameter").asText(problem.path("scope").asText(NOWHERE)));
        return new Refusal(status, problem.path("code").asText(), at);
    }
}
