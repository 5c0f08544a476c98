package io.cofre.http.problem;

import io.cofre.domain.Problem;

/**
 * Leaves a handler at the first field that has not its form; the surface answers the problem. Never leaves the surface.
 */
public final class RefusedRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public RefusedRequest(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
