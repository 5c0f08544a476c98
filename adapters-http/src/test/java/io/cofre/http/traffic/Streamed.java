package io.cofre.http.traffic;

import java.util.List;
import java.util.stream.Stream;

/** Takes the items out of what was streamed: lines of JSON, or the data of server-sent events. */
final class Streamed {
    static final List<String> TYPES = List.of("application/x-ndjson", "text/event-stream");

    private Streamed() {}

    /** None where the answer is no stream. */
    static List<String> items(Seen seen) {
        return switch (seen.header("Content-Type")) {
            case "application/x-ndjson" -> seen.body().lines().toList();
            case "text/event-stream" ->
                Stream.of(seen.body().split("\n\n", -1))
                        .map(Streamed::data)
                        .filter(data -> !data.isEmpty())
                        .toList();
            default -> List.of();
        };
    }

    private static String data(String event) {
        return String.join(
                "\n",
                event.lines()
                        .filter(line -> line.startsWith("data: "))
                        .map(line -> line.substring(6))
                        .toList());
    }
}
