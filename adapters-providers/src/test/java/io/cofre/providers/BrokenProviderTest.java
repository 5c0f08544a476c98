package io.cofre.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.ports.provider.Provider;
import io.cofre.ports.provider.ProviderOutcome;
import io.cofre.ports.provider.ProviderOutcome.Abandoned;
import io.cofre.ports.provider.ProviderOutcome.Failed;
import io.cofre.ports.provider.ProviderOutcome.Kind;
import io.cofre.ports.provider.ProviderOutcome.Usage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Providers that reset, hang, drip and talk nonsense, and callers that go away meanwhile. */
@Timeout(30)
class BrokenProviderTest {
    private static final Duration AMPLE = Duration.ofSeconds(20);
    private static final String EVENTS = "text/event-stream";

    private final CollectingSink sink = new CollectingSink();

    private static void startOfStream(Vendor vendor, Socket socket) throws IOException {
        List<String> events = vendor.events(List.of("some ", "text"), 11, 7);
        RawServer.send(
                socket, RawServer.head(EVENTS) + RawServer.chunk(events.get(0)) + RawServer.chunk(events.get(2)));
    }

    private static Optional<Usage> usageAtTheStart(Vendor vendor) {
        return vendor == Vendor.ANTHROPIC ? Optional.of(new Usage(11, 1)) : Optional.empty();
    }

    @ParameterizedTest
    @EnumSource
    void invoke_resetWithinTheStream_failsBegunWithTheUsageSoFar(Vendor vendor) throws Exception {
        try (RawServer server = new RawServer(socket -> {
            startOfStream(vendor, socket);
            awaitText();
            socket.setSoLinger(true, 0);
            socket.close();
        })) {
            Failed failed = (Failed) Calls.invoke(vendor.at(server.port()), Calls.call(true, AMPLE), sink);
            assertThat(failed.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(failed.begun()).isTrue();
            assertThat(failed.usage()).isEqualTo(usageAtTheStart(vendor));
            assertThat(failed.detail()).startsWith("the connection to the-name broke: ");
            assertThat(sink.pieces).containsExactly("some ", "text");
            assertThat(server.connections).hasValue(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void invoke_streamEndsWithoutItsEnd_failsBegun(Vendor vendor) throws Exception {
        try (RawServer server = new RawServer(socket -> {
            startOfStream(vendor, socket);
            RawServer.send(socket, "0\r\n\r\n");
        })) {
            assertThat(Calls.invoke(vendor.at(server.port()), Calls.call(true, AMPLE), sink))
                    .isEqualTo(new Failed(
                            Kind.UNAVAILABLE,
                            true,
                            "the connection to the-name broke: the stream ended before the answer did",
                            usageAtTheStart(vendor),
                            Optional.empty(),
                            Optional.empty()));
        }
    }

    /** Older servers end an answer by closing, without a length and without chunks. */
    @ParameterizedTest
    @EnumSource
    void invoke_answerEndedByClosing_isWhole(Vendor vendor) throws Exception {
        try (RawServer server = new RawServer(socket -> {
            RawServer.send(
                    socket,
                    "HTTP/1.1 200 OK\r\nContent-Type: " + EVENTS + "\r\nConnection: close\r\n\r\n"
                            + String.join("", vendor.events(List.of("text"), 11, 7)));
            socket.close();
        })) {
            assertThat(Calls.invoke(vendor.at(server.port()), Calls.call(true, AMPLE), sink))
                    .isEqualTo(new ProviderOutcome.Completed("text", Optional.of(new Usage(11, 7)), Optional.empty()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/1.1 abc\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/event-stream\r\n\r\nzzz\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 50\r\nContent-Type: application/json\r\n\r\n{\"a",
                ""
            })
    void invoke_noHttp_isUnavailable(String garbage) throws Exception {
        try (RawServer server = new RawServer(socket -> {
            RawServer.send(socket, garbage);
            socket.close();
        })) {
            Failed failed = (Failed) Calls.invoke(Vendor.OPENAI.at(server.port()), Calls.call(true, AMPLE), sink);
            assertThat(failed.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(failed.begun()).isFalse();
            // What was sent may have arrived, so it is not sent again.
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test
    void invoke_nobodyListens_isUnavailableSoon() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        Failed failed = (Failed) Calls.invoke(Vendor.OPENAI.at(port), Calls.call(true, AMPLE), sink);
        assertThat(failed)
                .isEqualTo(new Failed(
                        Kind.UNAVAILABLE,
                        false,
                        "no connection to http://127.0.0.1:" + port + "/v1: ConnectException",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void invoke_hostThatDoesNotExist_isUnavailable() {
        Provider provider =
                new OpenAiProvider(ProviderSettings.of("the-name", "http://no-such-host.invalid/v1"), new Random(1));
        assertThat(((Failed) Calls.invoke(provider, Calls.call(true, AMPLE), sink)).kind())
                .isEqualTo(Kind.UNAVAILABLE);
    }

    @ParameterizedTest
    @EnumSource
    void invoke_hangsBeforeItsAnswer_endsAtTheDeadline(Vendor vendor) throws Exception {
        try (RawServer server = new RawServer(socket -> {})) {
            long start = System.nanoTime();
            assertThat(Calls.invoke(vendor.at(server.port()), Calls.call(true, Duration.ofMillis(400)), sink))
                    .isEqualTo(new Failed(
                            Kind.TIMEOUT,
                            false,
                            "the-name was not done by the deadline",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()));
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(400), Duration.ofMillis(1_400));
            assertThat(server.closedWithinASecond()).isTrue();
        }
    }

    /** Each byte comes in time, the answer never. */
    @ParameterizedTest
    @EnumSource
    void invoke_drips_endsAtTheDeadline(Vendor vendor) throws Exception {
        try (RawServer server = new RawServer(socket -> {
            startOfStream(vendor, socket);
            while (true) {
                RawServer.send(socket, RawServer.chunk(": still here\n\n"));
                LockSupport.parkNanos(20_000_000);
            }
        })) {
            Failed failed =
                    (Failed) Calls.invoke(vendor.at(server.port()), Calls.call(true, Duration.ofMillis(600)), sink);
            assertThat(failed.kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(failed.begun()).isTrue();
            assertThat(failed.usage()).isEqualTo(usageAtTheStart(vendor));
        }
    }

    @ParameterizedTest
    @EnumSource
    void invoke_silentForLongerThanSet_timesOut(Vendor vendor) throws Exception {
        try (RawServer server = new RawServer(socket -> startOfStream(vendor, socket))) {
            Failed failed = (Failed)
                    Calls.invoke(vendor.at(server.port(), Duration.ofSeconds(1)), Calls.call(true, AMPLE), sink);
            assertThat(failed.kind()).isEqualTo(Kind.TIMEOUT);
            assertThat(failed.detail()).isEqualTo("the-name said nothing for 1 s");
            assertThat(failed.begun()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void abandoned_whileTheProviderIsSilent_closesWithinASecond(Vendor vendor) throws Exception {
        try (RawServer server = new RawServer(socket -> {})) {
            CompletableFuture<ProviderOutcome> running =
                    Calls.start(vendor.at(server.port()), Calls.call(true, AMPLE), sink);
            assertThat(server.awaitAsked()).isTrue();
            sink.goAway();
            assertThat(server.closedWithinASecond()).isTrue();
            assertThat(running.get(1, TimeUnit.SECONDS)).isEqualTo(new Abandoned(Optional.empty(), Optional.empty()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void abandoned_withinTheStream_closesWithinASecondAndTellsTheUsage(Vendor vendor) throws Exception {
        try (RawServer server = new RawServer(socket -> startOfStream(vendor, socket))) {
            CompletableFuture<ProviderOutcome> running =
                    Calls.start(vendor.at(server.port()), Calls.call(true, AMPLE), sink);
            assertThat(sink.awaitFirstPiece()).isTrue();
            sink.goAway();
            assertThat(server.closedWithinASecond()).isTrue();
            assertThat(running.get(1, TimeUnit.SECONDS))
                    .isEqualTo(new Abandoned(usageAtTheStart(vendor), Optional.empty()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void abandoned_beforeTheCall_asksNobody(Vendor vendor) throws Exception {
        try (RawServer server = new RawServer(socket -> {})) {
            sink.goAway();
            assertThat(Calls.invoke(vendor.at(server.port()), Calls.call(true, AMPLE), sink))
                    .isEqualTo(new Abandoned(Optional.empty(), Optional.empty()));
        }
    }

    @Test
    void close_thenInvoke_isUnavailable() {
        OpenAiProvider provider = (OpenAiProvider) Vendor.OPENAI.at(1);
        provider.close();
        assertThat(((Failed) Calls.invoke(provider, Calls.call(true, AMPLE), sink)).detail())
                .isEqualTo("the client of the provider is closed");
    }

    private void awaitText() {
        try {
            assertThat(sink.awaitFirstPiece()).isTrue();
            while (sink.pieces.size() < 2) {
                Thread.onSpinWait();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
