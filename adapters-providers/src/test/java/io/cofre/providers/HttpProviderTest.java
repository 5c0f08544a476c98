package io.cofre.providers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cofre.ports.provider.Provider;
import io.cofre.ports.provider.ProviderCall;
import io.cofre.ports.provider.ProviderOutcome;
import io.cofre.ports.provider.ProviderOutcome.Completed;
import io.cofre.ports.provider.ProviderOutcome.Failed;
import io.cofre.ports.provider.ProviderOutcome.Kind;
import io.cofre.ports.provider.ProviderOutcome.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the two vendors' APIs have in common, against a stand-in that speaks both over real HTTP. */
class HttpProviderTest {
    private static final Duration AMPLE = Duration.ofSeconds(20);
    private static final List<String> PIECES = List.of("ol\u00e1 ", "\ud83c\udf0d\u65e5\u672c", " \"fim\"\n");
    private static final String TEXT = String.join("", PIECES);

    private final StandIn standIn = new StandIn();
    private final CollectingSink sink = new CollectingSink();

    @AfterEach
    void stop() {
        standIn.close();
    }

    private ProviderOutcome call(Vendor vendor, boolean stream) {
        return Calls.invoke(vendor.at(standIn.port()), Calls.call(stream, AMPLE), sink);
    }

    private static String stream(Vendor vendor) {
        return String.join("", vendor.events(PIECES, 11, 7));
    }

    @ParameterizedTest
    @EnumSource
    void invoke_stream_givesEachPieceThenTheWhole(Vendor vendor) {
        standIn.thenStream(stream(vendor), 1 << 20, vendor.requestIdHeader, "req_1");

        assertThat(call(vendor, true))
                .isEqualTo(new Completed(TEXT, Optional.of(new Usage(11, 7)), Optional.of("req_1")));
        assertThat(sink.pieces).isEqualTo(PIECES);
    }

    /** Every byte is a packet of its own, so events, lines and characters are all torn. */
    @ParameterizedTest
    @EnumSource
    void invoke_streamByteByByte_isTheSame(Vendor vendor) {
        standIn.thenStream(stream(vendor), 1);
        assertThat(call(vendor, true)).isEqualTo(new Completed(TEXT, Optional.of(new Usage(11, 7)), Optional.empty()));
        assertThat(sink.pieces).isEqualTo(PIECES);
    }

    @ParameterizedTest
    @EnumSource
    void invoke_streamWithOtherLineEnds_isTheSame(Vendor vendor) {
        standIn.thenStream(stream(vendor).replace("\n", "\r\n"), 7)
                .thenStream(stream(vendor).replace("\n", "\r"), 7);
        assertThat(call(vendor, true)).isEqualTo(new Completed(TEXT, Optional.of(new Usage(11, 7)), Optional.empty()));
        assertThat(call(vendor, true)).isEqualTo(new Completed(TEXT, Optional.of(new Usage(11, 7)), Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource
    void invoke_whole_givesOnePiece(Vendor vendor) {
        standIn.thenReply(200, "application/json", vendor.whole(TEXT, 3, 4), vendor.requestIdHeader, "req_2");
        assertThat(call(vendor, false))
                .isEqualTo(new Completed(TEXT, Optional.of(new Usage(3, 4)), Optional.of("req_2")));
        assertThat(sink.pieces).containsExactly(TEXT);
    }

    @ParameterizedTest
    @EnumSource
    void invoke_serverThatDoesNotStream_isUnderstoodAllTheSame(Vendor vendor) {
        standIn.thenReply(200, "application/json", vendor.whole(TEXT, 3, 4));
        assertThat(call(vendor, true)).isEqualTo(new Completed(TEXT, Optional.of(new Usage(3, 4)), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ANTHROPIC | true  | /v1/messages         | {'model':'a-model','max_tokens':50,'system':'be brief','messages':[{'role':'user','content':'olá \\'you\\''}],'temperature':0.5,'stream':true}
                    ANTHROPIC | false | /v1/messages         | {'model':'a-model','max_tokens':50,'system':'be brief','messages':[{'role':'user','content':'olá \\'you\\''}],'temperature':0.5}
                    OPENAI    | true  | /v1/chat/completions | {'model':'a-model','messages':[{'role':'system','content':'be brief'},{'role':'user','content':'olá \\'you\\''}],'max_tokens':50,'temperature':0.5,'stream':true,'stream_options':{'include_usage':true}}
                    OPENAI    | false | /v1/chat/completions | {'model':'a-model','messages':[{'role':'system','content':'be brief'},{'role':'user','content':'olá \\'you\\''}],'max_tokens':50,'temperature':0.5}
                    """, quoteCharacter = '`')
    void invoke_anyCall_sendsWhatTheVendorAsksFor(Vendor vendor, boolean stream, String path, String body)
            throws Exception {
        call(vendor, stream);
        StandIn.Seen seen = standIn.seen.getFirst();
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(seen.body())).isEqualTo(json.readTree(body.replace('\'', '"')));
        assertThat(seen.path()).isEqualTo(path);
        assertThat(seen.headers())
                .containsEntry(vendor.keyHeader, vendor.keyPrefix + Calls.KEY)
                .containsEntry("traceparent", Calls.TRACE)
                .containsEntry("content-type", "application/json");
    }

    @ParameterizedTest
    @CsvSource({
        "401,UNAUTHORIZED",
        "403,UNAUTHORIZED",
        "429,RATE_LIMITED",
        "400,REFUSED",
        "404,REFUSED",
        "413,REFUSED",
        "422,REFUSED",
        "500,UNAVAILABLE",
        "504,UNAVAILABLE",
        "307,UNAVAILABLE",
        "204,UNAVAILABLE"
    })
    void invoke_errorStatus_isThatFailureAtOnce(int status, Kind kind) {
        for (Vendor vendor : Vendor.values()) {
            standIn.thenReply(
                    status,
                    "application/json",
                    status == 204 ? "" : vendor.error("some_error", "it was so"),
                    vendor.requestIdHeader,
                    "req_3",
                    "Location",
                    "/elsewhere");
            int before = standIn.seen.size();
            String words = status == 204 ? "" : ": some_error it was so";
            assertThat(call(vendor, true))
                    .isEqualTo(new Failed(
                            kind,
                            false,
                            "the-name answered " + status + words,
                            Optional.empty(),
                            Optional.of("req_3"),
                            Optional.empty()));
            assertThat(standIn.seen).hasSize(before + 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void invoke_errorThatEchoesTheKey_showsNothingOfIt(Vendor vendor) {
        String key = Calls.KEY;
        List<String> echoes = List.of(
                key,
                "\"" + key + "\"",
                "key=" + key + "!",
                key.substring(0, 12) + "********" + key.substring(30),
                key.substring(5, 17),
                Base64.getEncoder().encodeToString(key.getBytes(UTF_8)),
                HexFormat.of().formatHex(key.getBytes(UTF_8)),
                "sk-another-customers-key");
        for (String echo : echoes) {
            standIn.thenReply(
                    401,
                    "application/json",
                    vendor.error("bad_key", "Incorrect API key provided: " + echo + ". See the docs"),
                    vendor.requestIdHeader,
                    key);
            ProviderOutcome outcome = call(vendor, false);
            assertThat(outcome.requestId()).isEmpty();
            assertThat(((Failed) outcome).detail())
                    .matches(
                            "the-name answered 401: bad_key Incorrect API key provided: .?\\[removed\\].*\\.? See the docs")
                    .doesNotContain("planted", "0123", "klmno", "another", "mnop", "c2st", "736b");
        }
    }

    @ParameterizedTest
    @EnumSource
    void invoke_rateLimited_passesOnHowLong(Vendor vendor) {
        standIn.thenReply(429, "application/json", "{}", "Retry-After", "17")
                .thenReply(
                        429,
                        "application/json",
                        "{}",
                        "Date",
                        "Sun, 22 Nov 2026 05:00:00 GMT",
                        "Retry-After",
                        "Sun, 22 Nov 2026 05:01:00 GMT")
                .thenReply(429, "application/json", "{}", "Retry-After", "soon");
        List<Optional<Duration>> after = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            after.add(((Failed) call(vendor, false)).retryAfter());
        }
        assertThat(after)
                .containsExactly(
                        Optional.of(Duration.ofSeconds(17)), Optional.of(Duration.ofMinutes(1)), Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({"502", "503", "529"})
    void invoke_busyOnce_isRetriedOnce(int status) {
        for (Vendor vendor : Vendor.values()) {
            standIn.seen.clear();
            standIn.thenReply(status, "application/json", "{}")
                    .thenReply(200, "application/json", vendor.whole("done", 1, 1));
            assertThat(call(vendor, false)).isInstanceOf(Completed.class);
            assertThat(standIn.seen).hasSize(2);

            standIn.seen.clear();
            standIn.thenReply(status, "application/json", "{}").thenReply(status, "application/json", "{}");
            assertThat(((Failed) call(vendor, false)).kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(standIn.seen).hasSize(2);
        }
    }

    @Test
    void invoke_busyForLong_isNotRetried() {
        standIn.thenReply(503, "application/json", "{}", "Retry-After", "30");
        assertThat(call(Vendor.OPENAI, false))
                .isEqualTo(new Failed(
                        Kind.UNAVAILABLE,
                        false,
                        "the-name answered 503",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Duration.ofSeconds(30))));
        assertThat(standIn.seen).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "ANTHROPIC,overloaded_error,UNAVAILABLE",
        "ANTHROPIC,rate_limit_error,RATE_LIMITED",
        "ANTHROPIC,authentication_error,UNAUTHORIZED",
        "ANTHROPIC,invalid_request_error,REFUSED",
        "OPENAI,server_error,UNAVAILABLE",
        "OPENAI,rate_limit_exceeded,RATE_LIMITED",
        "OPENAI,invalid_request_error,REFUSED"
    })
    void invoke_errorWithinTheStream_failsWithWhatHadCome(Vendor vendor, String type, Kind kind) {
        List<String> events = vendor.events(PIECES, 11, 7);
        standIn.thenStream(events.get(0) + events.get(2) + vendor.errorEvent(type, "as with " + Calls.KEY), 1 << 20);
        Optional<Usage> usage = vendor == Vendor.ANTHROPIC ? Optional.of(new Usage(11, 1)) : Optional.empty();
        assertThat(call(vendor, true))
                .isEqualTo(new Failed(
                        kind,
                        true,
                        "the-name broke off: " + type + " as with [removed]",
                        usage,
                        Optional.empty(),
                        Optional.empty()));
        assertThat(sink.pieces).isEqualTo(PIECES);
    }

    @ParameterizedTest
    @EnumSource
    void invoke_garbage_isUnavailable(Vendor vendor) {
        standIn.thenReply(200, "text/html", "<html>a portal</html>")
                .thenReply(200, "application/json", "[1]")
                .thenReply(200, "application/json", "{\"content\":7}")
                .thenReply(200, "application/json", "")
                .thenStream("data: {not json\n\n", 1 << 20)
                .thenStream("", 1)
                .thenStream(vendor.events(PIECES, 1, 1).getFirst(), 1 << 20);
        for (int i = 0; i < 7; i++) {
            Failed failed = (Failed) call(vendor, i > 3);
            assertThat(failed.kind()).isEqualTo(Kind.UNAVAILABLE);
            assertThat(failed.begun()).isFalse();
            assertThat(failed.detail()).doesNotContain("portal", "not json");
        }
        assertThat(standIn.seen).hasSize(7);
    }

    @Test
    void invoke_answerPastTheLimit_isUnavailable() {
        standIn.thenReply(200, "application/json", Vendor.OPENAI.whole("x".repeat(2 << 20), 1, 1));
        assertThat(((Failed) call(Vendor.OPENAI, false)).kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void invoke_keyThatNoHeaderTakes_isUnauthorizedUnsent() {
        Provider provider = Vendor.OPENAI.at(standIn.port());
        ProviderCall call = Calls.call(false, AMPLE);
        assertThat(((Failed) Calls.invoke(provider, call, "a\r\nb: c", sink)).kind())
                .isEqualTo(Kind.UNAUTHORIZED);
        assertThat(standIn.seen).isEmpty();
    }

    @Test
    void invoke_noKey_sendsNone() {
        Calls.invoke(Vendor.OPENAI.at(standIn.port()), Calls.call(false, AMPLE), "", sink);
        assertThat(standIn.seen.getFirst().headers()).doesNotContainKey("authorization");
    }

    @ParameterizedTest
    @EnumSource
    void invoke_again_usesTheSameConnection(Vendor vendor) {
        standIn.thenStream(stream(vendor), 100)
                .thenReply(200, "application/json", vendor.whole("two", 1, 1))
                .thenStream(stream(vendor), 100);
        Provider provider = vendor.at(standIn.port());
        for (int i = 0; i < 3; i++) {
            CollectingSink one = new CollectingSink();
            assertThat(Calls.invoke(provider, Calls.call(i != 1, AMPLE), one)).isInstanceOf(Completed.class);
            // Too late: the connection may be another call's by now.
            one.goAway();
        }
        assertThat(standIn.seen.stream().map(StandIn.Seen::fromPort).distinct()).hasSize(1);
    }
}
