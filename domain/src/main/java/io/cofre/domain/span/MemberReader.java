package io.cofre.domain.span;

import io.cofre.domain.json.JsonBool;
import io.cofre.domain.json.JsonNull;
import io.cofre.domain.json.JsonNumber;
import io.cofre.domain.json.JsonObject.Member;
import io.cofre.domain.json.JsonPointer;
import io.cofre.domain.json.JsonString;
import io.cofre.domain.json.JsonValue;
import io.cofre.ports.span.SpanId;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads one member's value as a type, or says what it should have been. */
final class MemberReader {
    private MemberReader() {}

    /** A reader of values. */
    @FunctionalInterface
    interface Read<T> {
        T from(Member member) throws Malformed;
    }

    /** Empty for {@code null}: an optional member may be there without a value. */
    static <T> Optional<T> optional(Member member, Read<T> read) throws Malformed {
        return member.value() == JsonNull.NULL ? Optional.empty() : Optional.of(read.from(member));
    }

    static String text(Member member) throws Malformed {
        return text(member.value(), pointer(member));
    }

    static String text(JsonValue value, String pointer) throws Malformed {
        if (value instanceof JsonString text) {
            return text.value();
        }
        throw new Malformed(pointer, "must be a text");
    }

    static boolean bool(Member member) throws Malformed {
        if (member.value() instanceof JsonBool bool) {
            return bool == JsonBool.TRUE;
        }
        throw new Malformed(pointer(member), "must be true or false");
    }

    /** An integer from 0 up to 2^53 - 1. */
    static long count(Member member) throws Malformed {
        if (member.value() instanceof JsonNumber number) {
            OptionalLong integer = number.integer();
            if (integer.isPresent() && integer.getAsLong() >= 0) {
                return integer.getAsLong();
            }
        }
        throw new Malformed(pointer(member), "must be an integer from 0 to 9007199254740991");
    }

    static SpanId id(Member member) throws Malformed {
        return parsed(member, SpanId::parse, "must be a UUID in lower case");
    }

    /** A text that has a form. */
    static <T> T parsed(Member member, Function<String, Optional<T>> parse, String otherwise) throws Malformed {
        return parsed(member.value(), pointer(member), parse, otherwise);
    }

    static <T> T parsed(JsonValue value, String pointer, Function<String, Optional<T>> parse, String otherwise)
            throws Malformed {
        Optional<T> parsed = parse.apply(text(value, pointer));
        if (parsed.isEmpty()) {
            throw new Malformed(pointer, otherwise);
        }
        return parsed.get();
    }

    static String pointer(Member member) {
        return JsonPointer.child("", member.name());
    }
}
