package io.cofre.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A body of a mebibyte that is one wide object is answered fast, whatever its members are called. */
class WideJsonTest {
    private static final int MEMBERS = 100_000;

    /** How the members are called. */
    enum Names {
        NUMBERED,
        /** All of one hash in Java's strings: Aa and BB. */
        COLLIDING,
        /** All of one hash in Jackson's table of names, which multiplies by 33. */
        COLLIDING_IN_JACKSON;

        String name(int i) {
            return switch (this) {
                case NUMBERED -> "m" + i;
                case COLLIDING -> bits(i, "Aa", "BB");
                case COLLIDING_IN_JACKSON -> bits(i, "Ba", "C@");
            };
        }

        private static String bits(int i, String zero, String one) {
            return IntStream.range(0, 17)
                    .mapToObj(bit -> (i >> bit & 1) == 0 ? zero : one)
                    .collect(Collectors.joining());
        }
    }

    private static byte[] wide(Names names, String before, String after) {
        String members = IntStream.range(0, MEMBERS)
                .mapToObj(i -> "\"" + names.name(i) + "\":1")
                .collect(Collectors.joining(","));
        return (before + members + after).getBytes(StandardCharsets.UTF_8);
    }

    private static Fields.Read fast(byte[] body, Schema.Obj schema) {
        long from = System.nanoTime();
        Fields.Read read = Fields.read(body, schema, 64);
        assertThat(System.nanoTime() - from).isLessThan(TimeUnit.SECONDS.toNanos(5));
        return read;
    }

    @ParameterizedTest
    @EnumSource(Names.class)
    void read_wideObject_isRefusedAtItsFirstMember(Names names) {
        Fields.Read read = fast(wide(names, "{", "}"), Schema.object().with("a", Schema.text(9), "any"));
        assertThat(((Fields.Read.Bad) read).fault())
                .returns(JsonFault.Kind.UNKNOWN_FIELD, JsonFault::kind)
                .returns("/" + names.name(0), JsonFault::pointer);
    }

    @ParameterizedTest
    @EnumSource(Names.class)
    void read_wideMap_isRefusedByItsNumber(Names names) {
        Fields.Read read = fast(
                wide(names, "{\"a\":{", "}}"), Schema.object().with("a", Schema.map(Schema.whole(0, 9), 1000), "any"));
        assertThat(((Fields.Read.Bad) read).fault().detail()).contains("100000 members");
    }

    @ParameterizedTest
    @EnumSource(Names.class)
    void read_wideRaw_isHandedOn(Names names) {
        byte[] body = wide(names, "{\"a\":{", "}}");
        Fields.Read read = fast(body, Schema.object().with("a", Schema.raw(Schema.any()), "any"));
        assertThat(((Fields.Read.Good) read).fields().raw("a")).hasSize(body.length - 6);
    }

    @Test
    void read_wideArray_isRefusedByItsNumber() {
        String body = "{\"a\":[" + "0,".repeat(500_000) + "0]}";
        Fields.Read read = fast(
                body.getBytes(StandardCharsets.UTF_8),
                Schema.object().with("a", Schema.array(Schema.whole(0, 9), 1000), "any"));
        assertThat(((Fields.Read.Bad) read).fault().detail()).contains("500001 items");
    }
}
