package io.cofre.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.ports.provider.ProviderCall;
import io.cofre.ports.provider.ProviderCall.Message;
import io.cofre.ports.provider.ProviderCall.Speaker;
import io.cofre.ports.provider.ProviderOutcome.Kind;
import java.util.Map;
import java.util.stream.Collectors;

/** Anthropic's Messages API, version 2023-06-01. */
final class AnthropicDialect implements Dialect {
    /** The API asks for a limit; this one where the caller gives none. */
    private static final int DEFAULT_MAX_TOKENS = 4096;

    private static final Map<String, Kind> KINDS = Map.of(
            "rate_limit_error", Kind.RATE_LIMITED,
            "authentication_error", Kind.UNAUTHORIZED,
            "permission_error", Kind.UNAUTHORIZED,
            "invalid_request_error", Kind.REFUSED,
            "not_found_error", Kind.REFUSED,
            "request_too_large", Kind.REFUSED,
            "billing_error", Kind.REFUSED);

    @Override
    public String path() {
        return "/v1/messages";
    }

    @Override
    public String requestIdHeader() {
        return "request-id";
    }

    @Override
    public Map<String, String> headers(String key) {
        return key.isEmpty()
                ? Map.of("anthropic-version", "2023-06-01")
                : Map.of("anthropic-version", "2023-06-01", "x-api-key", key);
    }

    @Override
    public ObjectNode body(ProviderCall call) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("model", call.model());
        body.put("max_tokens", call.maxTokens().orElse(DEFAULT_MAX_TOKENS));
        String system = call.messages().stream()
                .filter(message -> message.speaker() == Speaker.SYSTEM)
                .map(Message::text)
                .collect(Collectors.joining("\n\n"));
        if (!system.isEmpty()) {
            body.put("system", system);
        }
        ArrayNode messages = body.putArray("messages");
        call.messages().stream()
                .filter(message -> message.speaker() != Speaker.SYSTEM)
                .forEach(message -> messages.addObject()
                        .put("role", message.speaker().wire())
                        .put("content", message.text()));
        call.temperature().ifPresent(temperature -> body.put("temperature", temperature));
        if (call.stream()) {
            body.put("stream", true);
        }
        return body;
    }

    @Override
    public void whole(JsonNode body, Answer answer) {
        if (!body.path("content").isArray()) {
            throw new ProviderJson.Garbage("the provider's answer has no content");
        }
        usage(body.path("usage"), 0, answer);
        StringBuilder text = new StringBuilder();
        body.path("content").forEach(block -> text.append(textOf(block)));
        answer.text(text.toString());
        answer.whole();
    }

    @Override
    public boolean event(EventStream.Event event, ProviderJson json, Answer answer) {
        JsonNode data = json.read(event.data());
        switch (data.path("type").asText()) {
            case "message_start" -> usage(data.path("message").path("usage"), 0, answer);
            case "content_block_start" -> answer.text(textOf(data.path("content_block")));
            case "content_block_delta" -> {
                if ("text_delta".equals(data.path("delta").path("type").asText())) {
                    answer.text(data.path("delta").path("text").asText(""));
                }
            }
            case "message_delta" ->
                usage(
                        data.path("usage"),
                        answer.usage().map(usage -> usage.inputTokens()).orElse(0L),
                        answer);
            case "message_stop" -> {
                answer.whole();
                return false;
            }
            case "error" -> {
                JsonNode error = data.path("error");
                answer.fault(KINDS.getOrDefault(error.path("type").asText(""), Kind.UNAVAILABLE), words(error));
                return false;
            }
            // ping, content_block_stop, and whatever is added.
            default -> {}
        }
        return true;
    }

    @Override
    public String errorWords(JsonNode body) {
        return words(body.path("error"));
    }

    private static String textOf(JsonNode block) {
        return "text".equals(block.path("type").asText()) ? block.path("text").asText("") : "";
    }

    private static String words(JsonNode error) {
        return (error.path("type").asText("") + " " + error.path("message").asText("")).strip();
    }

    /** Counts of output grow during a stream; that of input stands at its start only. */
    private static void usage(JsonNode usage, long inputBefore, Answer answer) {
        if (usage.isObject()) {
            answer.usage(
                    usage.path("input_tokens").asLong(inputBefore),
                    usage.path("output_tokens").asLong(0));
        }
    }
}
