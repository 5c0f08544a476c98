package io.cofre.assembly.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says a refusal of the service (RFC 9457) to a person, with the next step. */
final class Refusals {
    private static final Set<String> TOLD = Set.of("type", "title", "status", "detail", "code", "trace_id");
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int FIRST_FAILURE = 500;

    private Refusals() {}

    /**
     * The end of a command that was refused.
     *
     * @param forPrograms whether the answer is to be printed as it is
     */
    static Stop stop(Answer answer, boolean forPrograms) {
        if (forPrograms) {
            return Stop.raw(status(answer), answer.text());
        }
        JsonNode problem = answer.json();
        String code = Facts.text(problem, "code");
        if (code.isEmpty()) {
            return new Stop(
                    Exit.UNEXPECTED,
                    "the service answered " + answer.status() + " without saying why",
                    "Is there another service at this address? cofre profile show tells which is in use.");
        }
        List<String> more = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : problem.properties()) {
            if (!TOLD.contains(member.getKey())) {
                more.add(Width.shown(member.getKey()) + ": " + Facts.text(problem, member.getKey()));
            }
        }
        answer.retryAfter().ifPresent(seconds -> more.add("Try again in " + Width.shown(seconds) + " s."));
        more.addAll(next(code));
        more.add("code " + code + ", trace " + Facts.text(problem, "trace_id"));
        String detail = Facts.text(problem, "detail");
        return new Stop(status(answer), detail.isEmpty() ? Facts.text(problem, "title") : detail, more);
    }

    private static int status(Answer answer) {
        return switch (answer.status()) {
            case UNAUTHORIZED, FORBIDDEN -> Exit.NOT_AUTHORIZED;
            case TOO_MANY -> Exit.UNAVAILABLE;
            default -> answer.status() >= FIRST_FAILURE ? Exit.UNAVAILABLE : Exit.REFUSED;
        };
    }

    private static List<String> next(String code) {
        return switch (code) {
            case "auth.token_expired", "auth.token_revoked", "auth.unknown", "auth.malformed" ->
                List.of("An admin issues a new key (cofre key issue); keep it with: cofre profile save");
            case "auth.scope_missing" ->
                List.of("cofre key whoami shows the scopes of this key; an admin issues one with more.");
            case "auth.key_ambiguous" -> List.of("Name one by --hash; cofre key list shows them.");
            case "wallet.no_provider_key" ->
                List.of("Give the wallet one: cofre wallet register-key --type provider_key --provider NAME"
                        + " --kid kid_provider_NAME --cap 'provider.invoke:NAME/*'");
            case "wallet.unknown" -> List.of("cofre wallet list shows the wallets; cofre wallet create makes one.");
            case "tenant.unknown" -> List.of("cofre tenant list shows the tenants; cofre tenant create makes one.");
            case "wallet.kid_exists" -> List.of("Another name by --kid, or a new version: cofre wallet rotate-key");
            case "prompt.variable_missing" -> List.of("Give each by --var NAME=VALUE.");
            case "ledger.stale_signature" -> List.of("Sign it anew: cofre wallet sign-span");
            case "ledger.outcome_unknown", "ledger.unavailable" ->
                List.of("Nothing is written twice: the same span may be sent again.");
            default -> List.of();
        };
    }
}
