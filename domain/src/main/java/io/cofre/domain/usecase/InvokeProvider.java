package io.cofre.domain.usecase;

import io.cofre.domain.Code;
import io.cofre.domain.Principal;
import io.cofre.domain.Problem;
import io.cofre.domain.Repeatable;
import io.cofre.domain.Reply;
import io.cofre.domain.crypto.Blake3;
import io.cofre.domain.crypto.Hex;
import io.cofre.domain.ledger.Records;
import io.cofre.domain.model.Context;
import io.cofre.domain.model.InvocationScopes;
import io.cofre.domain.wallet.KeyChoice;
import io.cofre.ports.memory.Memories;
import io.cofre.ports.provider.Provider;
import io.cofre.ports.provider.ProviderCall;
import io.cofre.ports.provider.ProviderOutcome;
import io.cofre.ports.provider.ProviderSink;
import io.cofre.ports.span.Kid;
import io.cofre.ports.span.SpanId;
import io.cofre.ports.tenant.Tenant;
import io.cofre.ports.tenant.Tenants;
import io.cofre.ports.vault.KeyVault;
import io.cofre.ports.vault.SecretBytes;
import io.cofre.ports.wallet.Wallet;
import io.cofre.ports.wallet.WalletItem;
import io.cofre.ports.wallet.Wallets;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * {@code POST /wallet/provider/invoke} (spec 02): calls a provider with a key of the caller's wallet, and leaves a
 * signed span before it answers. Text goes to the sink as it comes; the reply is given after the commit, so whoever
 * releases its last byte then has the span. Thread-safe.
 */
public final class InvokeProvider {
    private static final int MEMORIES = 10;

    private final Map<String, Provider> providers;
    private final ProviderSettings settings;
    private final Wallets wallets;
    private final Tenants tenants;
    private final Memories memories;
    private final KeyVault vault;
    private final FreshNames names;
    private final ServiceKeys keys;
    private final Notary notary;
    private final Commits commits;
    private final InstantSource clock;

    @Inject
    public InvokeProvider(
            Map<String, Provider> providers,
            ProviderSettings settings,
            Wallets wallets,
            Tenants tenants,
            Memories memories,
            KeyVault vault,
            FreshNames names,
            ServiceKeys keys,
            Notary notary,
            Commits commits,
            InstantSource clock) {
        this.providers = Map.copyOf(providers);
        this.settings = settings;
        this.wallets = wallets;
        this.tenants = tenants;
        this.memories = memories;
        this.vault = vault;
        this.names = names;
        this.keys = keys;
        this.notary = notary;
        this.commits = commits;
        this.clock = clock;
    }

    /**
     * What is asked; the fields of spec 02.
     *
     * @param ownKey {@code X-Provider-Key}: used for this call and never kept; stays the caller's to close
     */
    public record Request(
            Optional<Kid> kid,
            String provider,
            String model,
            List<ProviderCall.Message> messages,
            boolean withMemory,
            Optional<SecretBytes> ownKey,
            boolean stream,
            Optional<Integer> maxTokens,
            Optional<Double> temperature,
            Optional<String> traceparent) {
        public Request {
            messages = List.copyOf(messages);
        }
    }

    /** The whole answer, and the span that tells of it. */
    public record Invoked(
            String text, Optional<ProviderOutcome.Usage> usage, String traceId, List<SpanId> memories, SpanId span) {
        public Invoked {
            memories = List.copyOf(memories);
        }
    }

    /** A provider's failure is a refusal with a code {@code provider.*}; what was used by then is in the ledger. */
    public Reply<Invoked> invoke(
            Principal principal, Request request, ProviderSink sink, Optional<Repeatable<Invoked>> once) {
        Optional<Problem> refusal = InvocationScopes.judge(
                        principal.scopes(), request.provider(), request.model(), request.withMemory())
                .or(() -> Context.judge(request.messages(), request.maxTokens(), request.temperature()));
        if (refusal.isPresent()) {
            return Reply.refused(refusal.get());
        }
        Provider provider = providers.get(request.provider());
        if (provider == null) {
            return Reply.refused(
                    Code.PROVIDER_NOT_CONFIGURED,
                    "There is no provider " + request.provider() + " here; those configured are "
                            + providers.keySet().stream().sorted().collect(Collectors.joining(", ")) + ".");
        }
        Context.Remembered context = request.withMemory()
                ? Context.remember(request.messages(), relevant(principal, request), settings.memoryTokens())
                : new Context.Remembered(request.messages(), List.of());
        if (request.ownKey().isPresent()) {
            return call(principal, request, provider, context, request.ownKey().get(), sink, once);
        }
        if (settings.of(request.provider()).keyless()) {
            try (SecretBytes none = SecretBytes.owning(new byte[0])) {
                return call(principal, request, provider, context, none, sink, once);
            }
        }
        Optional<Wallet> wallet = wallets.find(principal.wallet());
        if (wallet.isEmpty()) {
            return Reply.refused(Code.WALLET_UNKNOWN, "There is no wallet " + principal.wallet() + ".");
        }
        return switch (choose(wallet.get(), request)) {
            case KeyChoice.Refused<WalletItem.ProviderKey>(Problem problem) -> Reply.refused(problem);
            case KeyChoice.Chosen<WalletItem.ProviderKey>(WalletItem.ProviderKey key) -> {
                try (SecretBytes secret = vault.use(key.secret().orElseThrow(), SecretBytes::copy)) {
                    yield call(principal, request, provider, context, secret, sink, once);
                }
            }
        };
    }

    private KeyChoice<WalletItem.ProviderKey> choose(Wallet wallet, Request request) {
        return request.kid()
                .map(kid -> KeyChoice.provider(wallet, kid, request.provider(), request.model()))
                .orElseGet(() -> KeyChoice.provider(
                        wallet, settings.of(request.provider()).defaultKid(), request.provider(), request.model()));
    }

    private List<Memories.Hit> relevant(Principal principal, Request request) {
        return Context.query(request.messages())
                .map(text -> memories.search(new Memories.Query(
                        principal.tenant(),
                        principal.owner(),
                        text,
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        false,
                        MEMORIES,
                        clock.instant())))
                .orElse(List.of());
    }

    private Reply<Invoked> call(
            Principal principal,
            Request request,
            Provider provider,
            Context.Remembered context,
            SecretBytes key,
            ProviderSink sink,
            Optional<Repeatable<Invoked>> once) {
        Instant begun = clock.instant();
        Delivery delivery = new Delivery(sink);
        ProviderOutcome outcome = provider.invoke(
                new ProviderCall(
                        request.model(),
                        context.messages(),
                        request.maxTokens(),
                        request.temperature(),
                        request.stream(),
                        settings.deadlineOf(request.provider()),
                        request.traceparent()),
                key,
                delivery);
        long took = Duration.between(begun, clock.instant()).toMillis();
        SpanId span = names.spanId();
        String text = outcome instanceof ProviderOutcome.Completed completed ? completed.text() : delivery.text();
        Invoked invoked = new Invoked(text, outcome.usage(), principal.traceId(), context.memories(), span);
        Reply<Invoked> reply = commits.run(
                outcome instanceof ProviderOutcome.Completed ? once : Optional.empty(),
                () -> told(principal, request, context, outcome, took, invoked));
        return reply instanceof Reply.Done<Invoked> && outcome instanceof ProviderOutcome.Failed failed
                ? Reply.refused(Context.failure(request.provider(), failed))
                : reply;
    }

    private Plan<Invoked> told(
            Principal principal,
            Request request,
            Context.Remembered context,
            ProviderOutcome outcome,
            long took,
            Invoked invoked) {
        Tenant tenant = tenants.find(principal.tenant()).orElseThrow();
        String status = switch (outcome) {
            case ProviderOutcome.Completed ignored -> "complete";
            case ProviderOutcome.Abandoned ignored -> "abandoned";
            case ProviderOutcome.Failed ignored -> "error";
        };
        String input = context.messages().stream()
                .map(message -> message.speaker().wire() + "\n" + message.text())
                .collect(Collectors.joining("\n"));
        Notary.Draft draft = new Notary.Draft(
                Records.invocation(
                        invoked.span(),
                        principal.tenant(),
                        principal.owner(),
                        principal.who(),
                        clock.instant(),
                        request.provider(),
                        request.model(),
                        status,
                        outcome.usage(),
                        took,
                        principal.traceId(),
                        keyed(tenant, input),
                        keyed(tenant, invoked.text())),
                keys.service());
        return new Plan.Write<>(invoked, notary.sign(principal, List.of(draft)), List.of(), List.of());
    }

    private String keyed(Tenant tenant, String text) {
        return vault.use(
                tenant.hashKey(), key -> "b3k:" + Hex.encode(Blake3.keyed(key, text.getBytes(StandardCharsets.UTF_8))));
    }
}
