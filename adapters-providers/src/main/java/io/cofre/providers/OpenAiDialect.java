package io.cofre.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cofre.ports.provider.ProviderCall;
import io.cofre.ports.provider.ProviderOutcome.Kind;
import java.util.Map;

/** OpenAI's Chat Completions, as it and those compatible with it (vLLM, Ollama, LM Studio) speak it. */
final class OpenAiDialect implements Dialect {
    private static final Map<String, Kind> KINDS = Map.of(
            "rate_limit_exceeded", Kind.RATE_LIMITED,
            "insufficient_quota", Kind.RATE_LIMITED,
            "invalid_api_key", Kind.UNAUTHORIZED,
            "invalid_request_error", Kind.REFUSED);

    private final String limitName;

    /** @param openAiItself OpenAI has renamed the limit of tokens; those compatible with it know the old name. */
    OpenAiDialect(boolean openAiItself) {
        this.limitName = openAiItself ? "max_completion_tokens" : "max_tokens";
    }

    @Override
    public String path() {
        return "/chat/completions";
    }

    @Override
    public String requestIdHeader() {
        return "x-request-id";
    }

    /** Local servers take no key: an empty one is not sent. */
    @Override
    public Map<String, String> headers(String key) {
        return key.isEmpty() ? Map.of() : Map.of("authorization", "Bearer " + key);
    }

    @Override
    public ObjectNode body(ProviderCall call) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("model", call.model());
        ArrayNode messages = body.putArray("messages");
        call.messages()
                .forEach(message -> messages.addObject()
                        .put("role", message.speaker().wire())
                        .put("content", message.text()));
        call.maxTokens().ifPresent(most -> body.put(limitName, most));
        call.temperature().ifPresent(temperature -> body.put("temperature", temperature));
        if (call.stream()) {
            body.put("stream", true);
            body.putObject("stream_options").put("include_usage", true);
        }
        return body;
    }

    @Override
    public void whole(JsonNode body, Answer answer) {
        JsonNode message = body.path("choices").path(0).path("message");
        if (!message.isObject()) {
            throw new ProviderJson.Garbage("the provider's answer has no message");
        }
        usage(body.path("usage"), answer);
        answer.text(textOf(message));
        answer.whole();
    }

    @Override
    public boolean event(EventStream.Event event, ProviderJson json, Answer answer) {
        if (event.data().equals("[DONE]")) {
            answer.whole();
            return false;
        }
        JsonNode data = json.read(event.data());
        if (data.path("error").isObject()) {
            JsonNode error = data.path("error");
            Kind ofType = KINDS.getOrDefault(error.path("type").asText(), Kind.UNAVAILABLE);
            answer.fault(KINDS.getOrDefault(error.path("code").asText(), ofType), words(error));
            return false;
        }
        usage(data.path("usage"), answer);
        JsonNode choice = data.path("choices").path(0);
        answer.text(textOf(choice.path("delta")));
        if (choice.path("finish_reason").isTextual()) {
            // The count and [DONE] still follow, where the server sends them.
            answer.whole();
        }
        return true;
    }

    @Override
    public String errorWords(JsonNode body) {
        return words(body.path("error"));
    }

    /** A model that declines says so in a member of its own. */
    private static String textOf(JsonNode message) {
        return message.path("content").asText("") + message.path("refusal").asText("");
    }

    private static String words(JsonNode error) {
        return error.isTextual()
                ? error.asText()
                : (error.path("type").asText("") + " " + error.path("message").asText("")).strip();
    }

    private static void usage(JsonNode usage, Answer answer) {
        if (usage.isObject()) {
            answer.usage(
                    usage.path("prompt_tokens").asLong(0),
                    usage.path("completion_tokens").asLong(0));
        }
    }
}
