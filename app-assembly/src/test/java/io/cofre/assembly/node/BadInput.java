package io.cofre.assembly.node;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A body, and what is answered to it.
 *
 * @param name for the reader
 */
record BadInput(String name, String body, Refusal refusal) {
    private static final String MEGABYTE = "x".repeat(1 << 20);

    /** Texts that mean something to some language, and here only themselves. */
    static final List<String> TEXTS = List.of(
            "100% _under_ score",
            "it's \"quoted\"",
            "'; DROP TABLE cofre.memories; --",
            "(a|b)*[^c]+$ .*",
            "emoji 😀 ẞtraße",
            "tab\tnew\nline \\ backslash",
            "{{ name }} ${x} <script>");

    @Override
    public String toString() {
        return name;
    }

    private static BadInput of(String name, String body, int status, String code, String at) {
        return new BadInput(name, body, new Refusal(status, code, at));
    }

    private static String arrays(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    /** Of {@code POST /cli/memory.add}. */
    static Stream<BadInput> memories() {
        String malformed = "request.malformed";
        String tags = IntStream.rangeClosed(0, 100)
                .mapToObj(i -> "\"t" + i + "\"")
                .toList()
                .toString();
        return Stream.of(
                of("duplicate", "{\"content\":\"a\",\"content\":\"b\"}", 400, malformed, "/content"),
                of("lone surrogate", "{\"content\":\"\\ud800\"}", 400, malformed, "/content"),
                of("lone low surrogate", "{\"content\":\"a\",\"tags\":[\"\\udc00\"]}", 400, malformed, "/tags/0"),
                of("U+0000", "{\"content\":\"a\\u0000b\"}", 400, malformed, "/content"),
                of("1e400", "{\"content\":\"a\",\"ttl_hours\":1e400}", 400, malformed, "/ttl_hours"),
                of("2^53+1", "{\"content\":\"a\",\"ttl_hours\":9007199254740993}", 400, malformed, "/ttl_hours"),
                of("-0", "{\"content\":\"a\",\"ttl_hours\":-0}", 400, malformed, "/ttl_hours"),
                of("-0.0", "{\"content\":\"a\",\"ttl_hours\":-0.0}", 400, malformed, "/ttl_hours"),
                of("unknown", "{\"content\":\"a\",\"colour\":\"red\"}", 400, "request.unknown_field", "/colour"),
                of("missing", "{}", 400, "request.field_missing", "/content"),
                of("blank", "{\"content\":\" \\t\"}", 400, "request.field_invalid", "/content"),
                of("no object", "[]", 400, malformed, ""),
                of("cut off", "{\"content\":", 400, malformed, ""),
                of("two texts", "{\"content\":\"a\"} {}", 400, malformed, ""),
                of("number", "{\"content\":7}", 400, malformed, "/content"),
                of("null", "{\"content\":null}", 400, malformed, "/content"),
                of("1 MB", "{\"content\":\"" + MEGABYTE + "\"}", 413, "request.too_large", Refusal.NOWHERE),
                of(
                        "over what a span holds",
                        "{\"content\":\"" + MEGABYTE.substring(100) + "\"}",
                        400,
                        "request.field_invalid",
                        "/content"),
                of(
                        "depth bomb",
                        "{\"content\":" + arrays(100_000) + "}",
                        413,
                        "request.too_deep",
                        "/content" + "/0".repeat(63)),
                of("101 tags", "{\"content\":\"a\",\"tags\":" + tags + "}", 400, "request.field_invalid", "/tags"));
    }

    /** Of {@code POST /cli/memory.search}. */
    static Stream<BadInput> searches() {
        String malformed = "request.malformed";
        return Stream.of(
                of("duplicate", "{\"query\":\"a\",\"query\":\"b\"}", 400, malformed, "/query"),
                of("lone surrogate", "{\"query\":\"\\udbff\"}", 400, malformed, "/query"),
                of("U+0000", "{\"query\":\"\\u0000\"}", 400, malformed, "/query"),
                of("1e400", "{\"query\":\"a\",\"limit\":1e400}", 400, malformed, "/limit"),
                of("2^53+1", "{\"query\":\"a\",\"limit\":9007199254740993}", 400, malformed, "/limit"),
                of("-0", "{\"query\":\"a\",\"limit\":-0}", 400, malformed, "/limit"),
                of("blank", "{\"query\":\"\"}", 400, "request.field_invalid", "/query"));
    }

    /** Spans' contents; the pointers are of the span, to which a route may add where the span stands. */
    static Stream<BadInput> contents() {
        String malformed = "ledger.malformed";
        return Stream.of(
                of("duplicate", "{\"a\":{\"b\":1,\"b\":1}}", 422, malformed, "/content/a/b"),
                of("lone surrogate", "{\"text\":\"\\ud83d x\"}", 422, malformed, "/content/text"),
                of("U+0000", "{\"a\":[\"\\u0000\"]}", 422, malformed, "/content/a/0"),
                of("1e400", "{\"n\":1e400}", 422, malformed, "/content/n"),
                of("-1e400", "{\"n\":-1e400}", 422, malformed, "/content/n"),
                of("2^53+1", "{\"n\":9007199254740993}", 422, malformed, "/content/n"),
                of("-2^53-1", "{\"n\":-9007199254740993}", 422, malformed, "/content/n"),
                of("61 deep", arrays(60), 422, malformed, "/content" + "/0".repeat(59)),
                of("over 256 KiB", "\"" + MEGABYTE.substring(MEGABYTE.length() / 4) + "\"", 422, malformed, ""));
    }
}
