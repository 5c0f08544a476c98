package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Repeatable;
import io.cofre.domain.Reply;
import io.cofre.domain.prompt.Template;
import io.cofre.ports.provider.ProviderCall;
import io.cofre.ports.provider.ProviderSink;
import io.cofre.ports.vault.SecretBytes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code POST /cli/ask} (spec 04): one question to the provider of a model, through {@link InvokeProvider}.
 * Thread-safe.
 */
public final class Ask {
    private final InvokeProvider invoke;
    private final ProviderSettings settings;

    @Inject
    public Ask(InvokeProvider invoke, ProviderSettings settings) {
        this.invoke = invoke;
        this.settings = settings;
    }

    /**
     * What is asked; the fields of spec 04.
     *
     * @param vars rendered into the text; names without a value stay
     */
    public record Request(
            String text,
            Optional<String> model,
            boolean withMemory,
            Map<String, String> vars,
            boolean stream,
            Optional<SecretBytes> ownKey,
            Optional<String> traceparent) {
        public Request {
            vars = Map.copyOf(vars);
        }
    }

    public Reply<InvokeProvider.Invoked> ask(
            Principal principal,
            Request request,
            ProviderSink sink,
            Optional<Repeatable<InvokeProvider.Invoked>> once) {
        String model = request.model().orElse(settings.defaultModel());
        Optional<String> provider = settings.models().providerOf(model);
        if (provider.isEmpty()) {
            return Reply.refused(
                    Code.PROVIDER_MODEL_UNKNOWN,
                    "No provider is known for this model; name one that is listed, or echo.");
        }
        Optional<String> text = request.vars().isEmpty()
                ? Optional.of(request.text())
                : Template.of(request.text()).render(request.vars());
        if (text.isEmpty()) {
            return Reply.refused(Template.tooLong());
        }
        return invoke.invoke(
                principal,
                new InvokeProvider.Request(
                        Optional.empty(),
                        provider.get(),
                        model,
                        List.of(new ProviderCall.Message(ProviderCall.Speaker.USER, text.get())),
                        request.withMemory(),
                        request.ownKey(),
                        request.stream(),
                        Optional.empty(),
                        Optional.empty(),
                        request.traceparent()),
                sink,
                once);
    }
}
