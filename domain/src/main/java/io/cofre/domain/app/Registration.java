package io.cofre.domain.app;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.ports.app.App;
import io.cofre.ports.app.AppId;
import io.cofre.ports.span.Visibility;
import io.cofre.ports.token.Scope;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of {@code app.register} (spec 04, the seed's section 7.2).
 *
 * @param slo the JSON text of {@code default_slo}, as it came
 */
public record Registration(
        AppId app,
        List<String> intents,
        List<Scope> requires,
        Optional<String> slo,
        List<String> memoryContracts,
        List<String> promptBlocks,
        Visibility visibility) {
    private static final int MAX_NAMES = 100;

    public Registration {
        intents = List.copyOf(intents);
        requires = List.copyOf(requires);
        memoryContracts = List.copyOf(memoryContracts);
        promptBlocks = List.copyOf(promptBlocks);
    }

    /** Empty where the principal may register this, beside what stands under the name. */
    public Optional<Problem> judge(Principal principal, Optional<App> standing) {
        if (visibility == Visibility.PUBLIC) {
            return Optional.of(Problem.field("/visibility", "an app is private or of its tenant."));
        }
        if (intents.size() > MAX_NAMES
                || requires.size() > MAX_NAMES
                || memoryContracts.size() > MAX_NAMES
                || promptBlocks.size() > MAX_NAMES) {
            return Optional.of(Problem.field("", "each list has at most " + MAX_NAMES + " entries."));
        }
        return standing.filter(found -> !found.owner().equals(principal.owner()))
                        .isPresent()
                ? Optional.of(Problem.of(
                        Code.APP_EXISTS, "Another owner of this tenant has an app " + app + "; take another name."))
                : Optional.empty();
    }
}
