package io.cofre.http.openapi;

import io.cofre.domain.Code;
import io.cofre.domain.auth.Requirement;
import io.cofre.http.problem.ErrorTable;
import io.cofre.http.route.Method;
import io.cofre.http.route.Route;
import io.cofre.http.route.Route.Takes;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** With which codes a route refuses: its own, and those that follow from its need, its query and its body. */
public final class Refusals {
    private Refusals() {}

    /** By status, ascending. */
    public static Map<Integer, List<Code>> of(Route route) {
        Map<Integer, List<Code>> byStatus = new TreeMap<>();
        for (Code code : codes(route)) {
            byStatus.merge(
                    ErrorTable.status(code),
                    List.of(code),
                    (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
        }
        return byStatus;
    }

    private static Set<Code> codes(Route route) {
        EnumSet<Code> codes = EnumSet.of(Code.REQUEST_HEADERS_TOO_LARGE);
        codes.addAll(route.refuses());
        if (!(route.need() instanceof Requirement.Open)) {
            codes.addAll(List.of(
                    Code.AUTH_MISSING,
                    Code.AUTH_MALFORMED,
                    Code.AUTH_UNKNOWN,
                    Code.AUTH_TOKEN_EXPIRED,
                    Code.AUTH_SCHEME,
                    Code.AUTH_AMBIGUOUS,
                    Code.AUTH_TENANT_MISMATCH,
                    Code.AUTH_BUSY,
                    Code.TENANT_SUSPENDED,
                    Code.WALLET_SUSPENDED,
                    Code.WALLET_CLOSED,
                    Code.REQUEST_FIELD_INVALID,
                    Code.REQUEST_RATE_LIMITED,
                    Code.LEDGER_UNAVAILABLE,
                    Code.WALLET_VAULT_UNAVAILABLE,
                    Code.INTERNAL_CORRUPT,
                    Code.INTERNAL_ERROR));
            if (!(route.need() instanceof Requirement.Authenticated)) {
                codes.add(Code.AUTH_SCOPE_MISSING);
            }
            if (route.method() == Method.POST
                    && (route.repeats() instanceof Route.Repeats.Unsupported
                            || route.takes() instanceof Takes.JsonOrLines)) {
                codes.add(Code.REQUEST_IDEMPOTENCY_UNSUPPORTED);
            }
        }
        codes.addAll(List.of(Code.REQUEST_MALFORMED, Code.REQUEST_UNKNOWN_FIELD));
        if (!(route.takes() instanceof Takes.Nothing)) {
            codes.addAll(List.of(
                    Code.REQUEST_FIELD_MISSING,
                    Code.REQUEST_TOO_LARGE,
                    Code.REQUEST_TOO_DEEP,
                    Code.REQUEST_TIMEOUT,
                    Code.REQUEST_MEDIA_TYPE));
        }
        if (!(route.repeats() instanceof Route.Repeats.Unsupported)) {
            codes.addAll(
                    List.of(Code.REQUEST_IDEMPOTENCY_MISMATCH, Code.REQUEST_IN_PROGRESS, Code.LEDGER_OUTCOME_UNKNOWN));
        }
        if (route.repeats() instanceof Route.Repeats.Answered) {
            codes.add(Code.REQUEST_ALREADY_DONE);
        }
        return codes;
    }
}
