package io.cofre.providers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How calls of the two vendors' APIs fail, against a stand-in that speaks both over real HTTP. */
class HttpFailureTest extends AgainstStandIn {
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
}
