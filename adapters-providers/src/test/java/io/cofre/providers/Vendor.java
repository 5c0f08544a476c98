package io.cofre.providers;

import io.cofre.ports.provider.Provider;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** What the two vendors' APIs look like from the side of the server. */
enum Vendor {
    ANTHROPIC("", "request-id", "x-api-key", "") {
        @Override
        Provider provider(ProviderSettings settings) {
            return new AnthropicProvider(settings, new Random(1));
        }

        @Override
        String whole(String text, int in, int out) {
            return "{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":" + quoted(text)
                    + "}],\"usage\":{\"input_tokens\":" + in + ",\"output_tokens\":" + out + "}}";
        }

        @Override
        List<String> events(List<String> pieces, int in, int out) {
            String start = event(
                    "message_start",
                    "{\"type\":\"message_start\",\"message\":{\"content\":[],\"usage\":{\"input_tokens\":" + in
                            + ",\"output_tokens\":1}}}");
            String block = event(
                    "content_block_start",
                    "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}");
            String end = event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}")
                    + event(
                            "message_delta",
                            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"
                                    + "\"usage\":{\"output_tokens\":" + out + "}}")
                    + event("message_stop", "{\"type\":\"message_stop\"}");
            String deltas = pieces.stream()
                    .map(piece -> event(
                            "content_block_delta",
                            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":"
                                    + quoted(piece) + "}}"))
                    .collect(Collectors.joining());
            return List.of(start, block + event("ping", "{\"type\":\"ping\"}"), deltas, end);
        }

        @Override
        String error(String type, String words) {
            return "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":" + quoted(words) + "}}";
        }

        @Override
        String errorEvent(String type, String words) {
            return event("error", error(type, words));
        }
    },
    OPENAI("/v1", "x-request-id", "authorization", "Bearer ") {
        @Override
        Provider provider(ProviderSettings settings) {
            return new OpenAiProvider(settings, new Random(1));
        }

        @Override
        String whole(String text, int in, int out) {
            return "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":" + quoted(text)
                    + ",\"refusal\":null},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":" + in
                    + ",\"completion_tokens\":" + out + "}}";
        }

        @Override
        List<String> events(List<String> pieces, int in, int out) {
            String start = data(
                    "{\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}],"
                            + "\"usage\":null}");
            String deltas = pieces.stream()
                    .map(piece -> data("{\"choices\":[{\"index\":0,\"delta\":{\"content\":" + quoted(piece)
                            + "},\"finish_reason\":null}],\"usage\":null}"))
                    .collect(Collectors.joining());
            String end = data("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":null}")
                    + data("{\"choices\":[],\"usage\":{\"prompt_tokens\":" + in + ",\"completion_tokens\":" + out
                            + "}}")
                    + data("[DONE]");
            return List.of(start, ": a comment\n\n", deltas, end);
        }

        @Override
        String error(String type, String words) {
            return "{\"error\":{\"message\":" + quoted(words) + ",\"type\":\"" + type + "\",\"code\":null}}";
        }

        @Override
        String errorEvent(String type, String words) {
            return data(error(type, words));
        }
    };

    final String basePath;
    final String requestIdHeader;
    final String keyHeader;
    final String keyPrefix;

    Vendor(String basePath, String requestIdHeader, String keyHeader, String keyPrefix) {
        this.basePath = basePath;
        this.requestIdHeader = requestIdHeader;
        this.keyHeader = keyHeader;
        this.keyPrefix = keyPrefix;
    }

    abstract Provider provider(ProviderSettings settings);

    abstract String whole(String text, int in, int out);

    /** Start, something to pass over, the text, the end. */
    abstract List<String> events(List<String> pieces, int in, int out);

    abstract String error(String type, String words);

    abstract String errorEvent(String type, String words);

    Provider at(int port) {
        return at(port, Duration.ofSeconds(20));
    }

    Provider at(int port, Duration silence) {
        return provider(new ProviderSettings(
                "the-name",
                URI.create("http://127.0.0.1:" + port + basePath),
                Duration.ofSeconds(2),
                silence,
                1 << 20));
    }

    private static String event(String type, String data) {
        return "event: " + type + "\n" + data(data);
    }

    private static String data(String data) {
        return "data: " + data + "\n\n";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
