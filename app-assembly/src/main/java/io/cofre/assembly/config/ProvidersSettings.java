package io.cofre.assembly.config;

import io.cofre.ports.span.Kid;
import java.net.URI;
import java.util.List;

/** The settings of providers and of asking them. */
final class ProvidersSettings {
    static final Setting<ProviderApi> API = Setting.optional(
            "providers.<name>.api",
            Kinds.choice(ProviderApi.class),
            "the same as the name, for anthropic, openai and echo",
            "How the provider is spoken to. openai also fits what speaks its Chat Completions (vLLM, Ollama, LM Studio);"
                    + " echo answers without any network.");
    static final Setting<URI> URL = Setting.optional(
            "providers.<name>.base_url",
            Kinds.webAddress(false),
            "the vendor's own, for anthropic and openai; any other needs one",
            "Where the provider is, as the vendor's own client takes it: OpenAI's with /v1, Anthropic's without. The"
                    + " provider's key is sent there.");
    static final Setting<Kid> KID = Setting.optional(
            "providers.<name>.default_kid",
            Kinds.kid(),
            "the oldest active key of the provider",
            "Which key of a wallet is used where a call names none.");
    static final Setting<Switch> KEYLESS = Setting.optional(
            "providers.<name>.keyless",
            Kinds.choice(Switch.class),
            "off; on for echo",
            "Whether the provider is called without a key of the caller's wallet, for a server that asks for none (Ollama)."
                    + " Then the caller's scope alone decides who may call it.");
    static final Setting<List<String>> MODELS = Setting.of(
            "providers.<name>.models",
            Kinds.models(),
            "",
            "The models that ask finds this provider by: names, or prefixes before * (llama*). They go before the"
                    + " built-in ones (gpt-* and claude-*); the exact name wins, else the longest prefix.");
    static final Setting<Integer> CONNECT_MILLIS = Setting.of(
                    "providers.<name>.connect_timeout_ms",
                    Kinds.whole(1, 60_000),
                    "5000",
                    "How long connecting to the provider may take, TLS among it.")
            .in("milliseconds");
    static final Setting<Integer> OWN_SECONDS = Setting.optional(
                    "providers.<name>.timeout_seconds",
                    Kinds.whole(1, 3_600),
                    "providers.deadline_seconds",
                    "How long one whole call of this provider may take, and so how long it may say nothing.")
            .in("seconds");
    static final Setting<Integer> SECONDS = Setting.of(
                    "providers.deadline_seconds",
                    Kinds.whole(1, 3_600),
                    "120",
                    "How long one whole call of a provider may take.")
            .in("seconds");
    static final Setting<String> ASK_MODEL =
            Setting.of("ask.default_model", Kinds.model(), "echo", "The model of an ask that names none.");
    static final Setting<Integer> ASK_MEMORY_TOKENS = Setting.of(
                    "ask.memory_tokens",
                    Kinds.whole(0, 100_000),
                    "1000",
                    "How much of the memories found goes before the messages, at about four characters a token.")
            .in("tokens");

    private ProvidersSettings() {}
}
