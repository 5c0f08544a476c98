package io.cofre.providers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cofre.ports.provider.Provider;
import io.cofre.ports.provider.ProviderOutcome.Completed;
import io.cofre.ports.provider.ProviderOutcome.Usage;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the two vendors' APIs have in common, against a stand-in that speaks both over real HTTP. */
class HttpProviderTest extends AgainstStandIn {
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
