package io.cofre.bench;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A call of a provider through the wallet, beside the same call made directly. The provider is a stand-in. */
final class InvokeRows implements AutoCloseable {
    private static final int CALLS = 300;
    private static final int ROUNDS = 5;
    private static final String CHUNK = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"word \"}}]}\n\n";
    private static final String LAST = """
            data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

            data: {"choices":[],"usage":{"prompt_tokens":3,"completion_tokens":10}}

            data: [DONE]

            """;
    private static final String WHOLE = """
            {"choices":[{"index":0,"message":{"role":"assistant","content":"a word or two"},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":3,"completion_tokens":10}}""";

    private final WebServer standIn;

    InvokeRows() {
        standIn = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .connectionOptions(options -> options.tcpNoDelay(true))
                .routing(HttpRouting.builder().post("/v1/chat/completions", InvokeRows::answer))
                .build()
                .start();
    }

    /** OpenAI's, as a setting takes it. */
    String baseUrl() {
        return "http://127.0.0.1:" + standIn.port() + "/v1";
    }

    private static void answer(ServerRequest request, ServerResponse response) {
        if (!request.content().as(String.class).contains("\"stream\":true")) {
            response.header(HeaderNames.CONTENT_TYPE, "application/json");
            response.send(WHOLE);
            return;
        }
        response.header(HeaderNames.CONTENT_TYPE, "text/event-stream");
        try (OutputStream out = response.outputStream()) {
            for (int i = 0; i < 10; i++) {
                out.write(CHUNK.getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
            out.write(LAST.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void print(BenchNode node, LedgerRows ledger) {
        try (Wire ours = node.wire();
                Wire direct = new Wire(URI.create(baseUrl()))) {
            ours.call(Wire.post("/wallet/key/register", node.key(), """
                    {"kid":"kid_standin","type":"provider_key","provider":"standin","secret":"sk-benchmark",\
                    "caps":["provider.invoke:standin/*"]}"""));
            byte[] through = through(node, true);
            byte[] beside = beside(true);
            median(ours, through, true);
            median(direct, beside, true);
            row(
                    "provider.invoke, streamed: added to the first byte",
                    Turns.measure(
                            "first byte",
                            "ms",
                            ROUNDS,
                            Turns.NO_GOAL,
                            false,
                            () -> median(ours, through, true),
                            () -> median(direct, beside, true)),
                    0.3);
            byte[] throughWhole = through(node, false);
            byte[] besideWhole = beside(false);
            row(
                    "provider.invoke, whole: added to the call and a lone commit",
                    Turns.measure(
                            "whole call",
                            "ms",
                            ROUNDS,
                            Turns.NO_GOAL,
                            false,
                            () -> median(ours, throughWhole, false),
                            () -> median(direct, besideWhole, false) + ledger.alone()),
                    0.3);
        }
    }

    private static void row(String figure, Turns.Row row, double goal) {
        double ours = Double.parseDouble(row.value().split(" ", -1)[0]);
        double theirs = Double.parseDouble(row.reference().split(" ", -1)[0]);
        double added = ours - theirs;
        System.out.println(String.format(
                Locale.ROOT,
                "| %s | %s | %s | + %.2f ms | at most + %.2f ms | %s |",
                figure,
                row.value(),
                row.reference(),
                added,
                goal,
                added <= goal ? "reached" : "**missed**"));
    }

    private static byte[] through(BenchNode node, boolean stream) {
        return Wire.post("/wallet/provider/invoke", node.key(), """
                {"kid":"kid_standin","provider":"standin","model":"any","stream":%s,\
                "input":{"messages":[{"role":"user","content":"say a word or two"}]}}""".formatted(stream));
    }

    private static byte[] beside(boolean stream) {
        return Wire.post("/v1/chat/completions", "none", """
                {"model":"any","stream":%s,"messages":[{"role":"user","content":"say a word or two"}]}""".formatted(stream));
    }

    private static double median(Wire wire, byte[] request, boolean first) {
        long[] took = new long[CALLS];
        for (int i = 0; i < CALLS; i++) {
            long begun = System.nanoTime();
            wire.call(request);
            took[i] = (first ? wire.firstByte() : System.nanoTime()) - begun;
        }
        return Turns.median(took) / Seconds.NANOS_A_MILLI;
    }

    @Override
    public void close() {
        standIn.stop();
    }
}
