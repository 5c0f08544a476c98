package io.cofre.domain.model;

import io.cofre.domain.Code;
import io.cofre.domain.Problem;
import io.cofre.domain.auth.Need;
import io.cofre.domain.auth.Requirement;
import io.cofre.domain.auth.Scopes;
import io.cofre.domain.json.JsonBool;
import io.cofre.domain.json.JsonLimits;
import io.cofre.domain.json.JsonObject;
import io.cofre.domain.json.JsonParse;
import io.cofre.domain.json.JsonReader;
import io.cofre.domain.json.JsonString;
import io.cofre.domain.json.JsonValue;
import io.cofre.domain.wallet.KeyChoice;
import io.cofre.ports.token.Scope;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;

/** What a call of a provider asks of the caller's scopes (spec 01, the table of scopes). Pure. */
public final class InvocationScopes {
    private static final Need SEARCH = Need.of("memory.search");
    private static final Scope ALL = new Scope("provider.invoke:*");
    private static final JsonLimits LIMITS = new JsonLimits(16 << 20, 64);

    private InvocationScopes() {}

    /** Empty where the scopes grant it; else the 403 that names the one that was missing. */
    public static Optional<Problem> judge(Collection<Scope> scopes, String provider, String model, boolean withMemory) {
        Need invoke = KeyChoice.invoke(provider, model);
        if (!Scopes.grant(scopes, invoke)) {
            return Optional.of(Requirement.missing(invoke));
        }
        return withMemory && !Scopes.grant(scopes, SEARCH)
                ? Optional.of(Requirement.missing(SEARCH))
                : Optional.empty();
    }

    /**
     * Judges a request that is yet to be made by its body. One that is not shown, or that says not clearly what is
     * called, may call anything: it takes the scopes for all of it.
     *
     * @param body the text of the request's body, where it is shown
     * @param defaultModel where the body may leave the model out
     */
    public static Optional<Problem> judge(
            Collection<Scope> scopes,
            Requirement.Invocation route,
            Optional<String> body,
            ModelCatalog models,
            String defaultModel) {
        return body.flatMap(InvocationScopes::object)
                .flatMap(json -> called(json, route, models, defaultModel))
                .map(call -> judge(scopes, call.provider(), call.model(), call.withMemory()))
                .orElseGet(() -> unread(scopes));
    }

    /** What a body calls. */
    private record Called(String provider, String model, boolean withMemory) {}

    private static Optional<Called> called(
            JsonObject json, Requirement.Invocation route, ModelCatalog models, String defaultModel) {
        JsonValue memory = json.find("with_memory").orElse(JsonBool.FALSE);
        Optional<String> model = json.find("model").isEmpty() && route == Requirement.Invocation.OF_A_MODEL
                ? Optional.of(defaultModel)
                : text(json, "model");
        Optional<String> provider = switch (route) {
            case OF_A_PROVIDER -> text(json, "provider");
            case OF_A_MODEL -> model.flatMap(models::providerOf);
        };
        return memory instanceof JsonBool
                ? provider.flatMap(name -> model.map(asked -> new Called(name, asked, memory == JsonBool.TRUE)))
                : Optional.empty();
    }

    private static Optional<Problem> unread(Collection<Scope> scopes) {
        if (!Scopes.covers(scopes, ALL)) {
            return Optional.of(Problem.of(
                            Code.AUTH_SCOPE_MISSING,
                            "Without a body_canon that names provider or model, this may call any of them, for which this"
                                    + " credential lacks the scope " + ALL + "; send body_canon.")
                    .with("scope", ALL.value()));
        }
        return Scopes.grant(scopes, SEARCH) ? Optional.empty() : Optional.of(Requirement.missing(SEARCH));
    }

    private static Optional<JsonObject> object(String body) {
        return JsonReader.read(body.getBytes(StandardCharsets.UTF_8), LIMITS)
                        instanceof JsonParse.Parsed(JsonObject json)
                ? Optional.of(json)
                : Optional.empty();
    }

    private static Optional<String> text(JsonObject json, String name) {
        return json.find(name)
                .filter(JsonString.class::isInstance)
                .map(JsonString.class::cast)
                .map(JsonString::value);
    }
}
