package io.cofre.assembly.config;

/** The settings of whom the HTTP edge waits for, and of what it takes from them. */
final class HttpSettings {
    static final Setting<Integer> IDLE_SECONDS = Setting.of(
                    "http.idle_seconds",
                    Kinds.whole(1, 3_600),
                    "300",
                    "How long a connection may stand without a request; then it is closed.")
            .in("seconds");
    static final Setting<Integer> HEAD_SECONDS = Setting.of(
                    "http.head_seconds",
                    Kinds.whole(1, 300),
                    "10",
                    "How long the head of a request may take from its first byte, and a TLS handshake as a whole.")
            .in("seconds");
    static final Setting<Integer> BODY_STALL_SECONDS = Setting.of(
                    "http.body_stall_seconds",
                    Kinds.whole(1, 300),
                    "30",
                    "How long the body of a request may bring nothing; also the grace before its rate counts. What is too"
                            + " slow is answered with 408 request.timeout.")
            .in("seconds");
    static final Setting<Integer> BODY_RATE = Setting.of(
                    "http.body_bytes_per_second",
                    Kinds.whole(1, 1_000_000),
                    "1024",
                    "The least that a body must bring on the whole while it is waited for.")
            .in("bytes a second");
    static final Setting<Integer> MAX_CONNECTIONS = Setting.of(
                    "http.max_connections",
                    Kinds.whole(16, 1_000_000),
                    "20000",
                    "How many connections the node serves at once; those beyond hear 503. Each takes a file descriptor"
                            + " (ulimit -n).")
            .in("connections");
    static final Setting<Integer> JSON_DEPTH = Setting.of(
                    "limits.json_depth",
                    Kinds.whole(8, 64),
                    "64",
                    "How many objects and arrays may stand around the innermost value of a JSON body.")
            .in("levels");
    static final Setting<Integer> BATCH_BYTES = Setting.of(
                    "limits.batch_bytes",
                    Kinds.whole(1_024, 67_108_864),
                    "16777216",
                    "The longest JSON body of the routes that take many spans at once.")
            .in("bytes");
    static final Setting<Integer> LINE_BYTES = Setting.of(
                    "limits.line_bytes",
                    Kinds.whole(1_024, 4_194_304),
                    "524288",
                    "The longest line of a body that is lines of JSON.")
            .in("bytes");

    private HttpSettings() {}
}
