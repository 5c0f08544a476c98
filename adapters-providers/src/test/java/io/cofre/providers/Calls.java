package io.cofre.providers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.cofre.ports.provider.Provider;
import io.cofre.ports.provider.ProviderCall;
import io.cofre.ports.provider.ProviderCall.Message;
import io.cofre.ports.provider.ProviderCall.Speaker;
import io.cofre.ports.provider.ProviderOutcome;
import io.cofre.ports.vault.SecretBytes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Calls that the tests make. */
final class Calls {
    static final String KEY = "sk-planted-0123456789abcdefghijklmnop";
    static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private Calls() {}

    static ProviderCall call(boolean stream, Duration deadline) {
        return new ProviderCall(
                "a-model",
                List.of(new Message(Speaker.SYSTEM, "be brief"), new Message(Speaker.USER, "ol\u00e1 \"you\"")),
                Optional.of(50),
                Optional.of(0.5),
                stream,
                deadline,
                Optional.of(TRACE));
    }

    static ProviderOutcome invoke(Provider provider, ProviderCall call, CollectingSink sink) {
        return invoke(provider, call, KEY, sink);
    }

    static ProviderOutcome invoke(Provider provider, ProviderCall call, String key, CollectingSink sink) {
        try (SecretBytes secret = SecretBytes.owning(key.getBytes(US_ASCII))) {
            return provider.invoke(call, secret, sink);
        }
    }

    static CompletableFuture<ProviderOutcome> start(Provider provider, ProviderCall call, CollectingSink sink) {
        return CompletableFuture.supplyAsync(
                () -> invoke(provider, call, sink), task -> Thread.ofVirtual().start(task));
    }
}
