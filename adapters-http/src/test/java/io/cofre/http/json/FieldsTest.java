package io.cofre.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.cofre.http.json.Fields.Read;
import io.cofre.http.json.JsonFault.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
    private static final Schema.Obj KEY = Schema.object()
            .with("wallet_id", Schema.text(100), "whose")
            .with("scopes", Schema.array(Schema.text(20), 3), "what for")
            .maybe("ttl_hours", Schema.whole(1, 10), "how long")
            .maybe("temperature", Schema.number(0, 2), "how free")
            .maybe("deep", Schema.object().with("flag", Schema.bool(), "a flag"), "an object")
            .maybe("kind", Schema.oneOf("live", "test"), "which")
            .maybe("vars", Schema.map(Schema.anyText(10), 2), "values")
            .maybe("input", Schema.any(), "anything")
            .maybe("span", Schema.raw(Schema.any()), "a span")
            .maybe("spans", Schema.array(Schema.raw(Schema.any()), 3), "several spans");

    /** The required members and the ones given. */
    private static String with(String more) {
        return "{\"wallet_id\":\"w\",\"scopes\":[]," + more + "}";
    }

    private static Read read(String json) {
        return Fields.read(json.getBytes(StandardCharsets.UTF_8), KEY, 64);
    }

    private static Fields good(String json) {
        assertThat(read(json)).isInstanceOf(Read.Good.class);
        return ((Read.Good) read(json)).fields();
    }

    private static JsonFault bad(String json) {
        assertThat(read(json)).isInstanceOf(Read.Bad.class);
        return ((Read.Bad) read(json)).fault();
    }

    @Test
    void read_everyType_givesEachMember() {
        Fields fields = good("""
                {"wallet_id":"é😀\\u0041","scopes":["a","b"],"ttl_hours":7,"temperature":0.5,"deep":{"flag":true},
                 "kind":"live","vars":{"b":"","a":"x"}}""");
        assertThat(fields.text("wallet_id")).isEqualTo("é😀A");
        assertThat(fields.texts("scopes")).containsExactly("a", "b");
        assertThat(fields.maybeWhole("ttl_hours")).contains(7L);
        assertThat(fields.maybeNumber("temperature")).contains(0.5);
        assertThat(fields.object("deep").flag("flag")).isTrue();
        assertThat(fields.textMap("vars")).isEqualTo(Map.of("b", "", "a", "x"));
        assertThat(fields.maybeText("kind")).contains("live");
        assertThat(fields.maybeRaw("span")).isEmpty();
    }

    @Test
    void raw_anySpacingAndDuplicates_areTheBytesAsSent() {
        String span = "{ \"a\" :1,\"a\": [\"é😀\\ud800\\u0000\", 1e400, -0, 9007199254740993 ]}";
        Fields fields = good(with(" \"span\" :\t" + span + " ,\"spans\":[" + span + " , 1 ,\"x\"]"));
        assertThat(new String(fields.raw("span"), StandardCharsets.UTF_8)).isEqualTo(span);
        assertThat(fields.raws("spans"))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .containsExactly(span, "1", "\"x\"");
    }

    static List<List<Object>> faults() {
        String deep = "[".repeat(64) + "]".repeat(64);
        return List.of(
                List.of("", Kind.MALFORMED, ""),
                List.of("[]", Kind.MALFORMED, ""),
                List.of("\uFEFF{}", Kind.MALFORMED, ""),
                List.of("{\"wallet_id\":\"w\",\"scopes\":[]} x", Kind.MALFORMED, ""),
                List.of("{\"wallet_id\":\"w\",\"scopes\":[]}{}", Kind.MALFORMED, ""),
                List.of("{'wallet_id':1}", Kind.MALFORMED, ""),
                List.of("{\"wallet_id\":\"w\",\"scope\":[]}", Kind.UNKNOWN_FIELD, "/scope"),
                List.of(with("\"a/b~\":1"), Kind.UNKNOWN_FIELD, "/a~1b~0"),
                List.of(with("\"deep\":{\"flag\":true,\"x\":1}"), Kind.UNKNOWN_FIELD, "/deep/x"),
                List.of("{\"wallet_id\":\"w\"}", Kind.FIELD_MISSING, "/scopes"),
                List.of(with("\"deep\":{}"), Kind.FIELD_MISSING, "/deep/flag"),
                List.of(with("\"scopes\":[]"), Kind.MALFORMED, "/scopes"),
                List.of(with("\"deep\":{\"flag\":true,\"flag\":true}"), Kind.MALFORMED, "/deep/flag"),
                List.of("{\"wallet_id\":1,\"scopes\":[]}", Kind.MALFORMED, "/wallet_id"),
                List.of("{\"wallet_id\":\"\",\"scopes\":[]}", Kind.MALFORMED, "/wallet_id"),
                List.of("{\"wallet_id\":null,\"scopes\":[]}", Kind.MALFORMED, "/wallet_id"),
                List.of("{\"wallet_id\":\"\\ud800\",\"scopes\":[]}", Kind.MALFORMED, "/wallet_id"),
                List.of("{\"wallet_id\":\"\\udc00\\ud800\",\"scopes\":[]}", Kind.MALFORMED, "/wallet_id"),
                List.of("{\"wallet_id\":\"\\u0000\",\"scopes\":[]}", Kind.MALFORMED, "/wallet_id"),
                List.of("{\"wallet_id\":\"w\",\"scopes\":[\"a\",2]}", Kind.MALFORMED, "/scopes/1"),
                List.of("{\"wallet_id\":\"w\",\"scopes\":[\"a\",\"a\",\"a\",\"a\"]}", Kind.MALFORMED, "/scopes"),
                List.of(with("\"ttl_hours\":0"), Kind.MALFORMED, "/ttl_hours"),
                List.of(with("\"ttl_hours\":1.0"), Kind.MALFORMED, "/ttl_hours"),
                List.of(with("\"ttl_hours\":9007199254740993"), Kind.MALFORMED, "/ttl_hours"),
                List.of(with("\"ttl_hours\":99999999999999999999"), Kind.MALFORMED, "/ttl_hours"),
                List.of(with("\"temperature\":1e400"), Kind.MALFORMED, "/temperature"),
                List.of(with("\"temperature\":NaN"), Kind.MALFORMED, ""),
                List.of(with("\"kind\":\"admin\""), Kind.MALFORMED, "/kind"),
                List.of(with("\"vars\":{\"a\":1}"), Kind.MALFORMED, "/vars/a"),
                List.of(with("\"vars\":{\"a\":\"\",\"b\":\"\",\"c\":\"\"}"), Kind.MALFORMED, "/vars"),
                List.of(with("\"input\":{\"a\":[{\"b\":1,\"b\":2}]}"), Kind.MALFORMED, "/input/a/0/b"),
                List.of(with("\"input\":[1e400]"), Kind.MALFORMED, "/input/0"),
                List.of(with("\"input\":{\"\\ud800\":1}"), Kind.MALFORMED, ""),
                List.of(with("\"input\":" + deep), Kind.TOO_DEEP, "/input" + "/0".repeat(63)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void read_fault_isRefusedWithItsPlace(List<Object> expected) {
        JsonFault fault = bad((String) expected.get(0));
        assertThat(List.of(fault.kind(), fault.pointer())).isEqualTo(expected.subList(1, 3));
    }

    @Test
    void read_depthAtTheLimit_isTaken() {
        good(with("\"input\":" + "[".repeat(63) + "]".repeat(63)));
    }

    @Test
    void read_negativeZero_isZero() {
        assertThat(good(with("\"temperature\":-0")).maybeNumber("temperature")).contains(0.0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0xC0, 0xED, 0xFF})
    void read_invalidUtf8_isMalformed(int first) {
        byte[] body = {'"', (byte) first, (byte) 0xA0, (byte) 0x80, '"'};
        assertThat(Fields.read(body, KEY, 64))
                .isEqualTo(new Read.Bad(new JsonFault(Kind.MALFORMED, "", "the body is not UTF-8")));
    }

    @Test
    void read_badSyntax_neverQuotesTheBody() {
        assertThat(bad("{\"secret\":sk-planted}").detail())
                .doesNotContain("planted")
                .contains("line 1");
    }

    @Test
    void read_query_typesParametersByTheSchema() {
        Read read = Fields.read(
                List.of(Map.entry("limit", "10"), Map.entry("all", "true"), Map.entry("who", "10")),
                Schema.object()
                        .maybe("limit", Schema.whole(1, 1000), "how many")
                        .maybe("all", Schema.bool(), "all")
                        .maybe("who", Schema.text(10), "who"));
        Fields fields = ((Read.Good) read).fields();
        assertThat(fields.whole("limit")).isEqualTo(10);
        assertThat(fields.flag("all")).isTrue();
        assertThat(fields.text("who")).isEqualTo("10");
    }

    @Test
    void read_queryFaults_areRefused() {
        Schema.Obj limit = Schema.object().maybe("limit", Schema.whole(1, 1000), "how many");
        assertThat(List.of(
                        fault(limit, "limit", "ten"),
                        fault(limit, "limit", "01"),
                        fault(limit, "limit", "1001"),
                        fault(limit, "limti", "1")))
                .containsExactly(Kind.MALFORMED, Kind.MALFORMED, Kind.MALFORMED, Kind.UNKNOWN_FIELD);
        assertThat(Fields.read(List.of(Map.entry("limit", "1"), Map.entry("limit", "1")), limit))
                .isInstanceOf(Read.Bad.class);
    }

    private static Kind fault(Schema.Obj schema, String name, String value) {
        return ((Read.Bad) Fields.read(List.of(Map.entry(name, value)), schema))
                .fault()
                .kind();
    }
}
