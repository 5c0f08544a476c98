package io.cofre.domain;

import io.cofre.ports.span.SpanVersion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal as its caller is told: never an exception, never with a credential or a secret in it.
 *
 * @param detail for people: what was wrong, with what, and what to do
 * @param members further members of the answer, by name: {@code pointer}, {@code scope}, {@code token_hashes}; each a
 *     text, a list of texts or a list of versions
 */
public record Problem(Code code, String detail, Map<String, Member> members) {
    public Problem {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** A member beyond the standard ones. */
    public sealed interface Member {
        record Text(String value) implements Member {}

        record Texts(List<String> values) implements Member {
            public Texts {
                values = List.copyOf(values);
            }
        }

        record Versions(List<SpanVersion> values) implements Member {
            public Versions {
                values = List.copyOf(values);
            }
        }
    }

    public static Problem of(Code code, String detail) {
        return new Problem(code, detail, Map.of());
    }

    /** The same with one member more. */
    public Problem with(String name, String value) {
        return with(name, new Member.Text(value));
    }

    /** The same with one member more. */
    public Problem with(String name, List<String> values) {
        return with(name, new Member.Texts(values));
    }

    /** The same with the member {@code spans}. */
    public Problem withSpans(List<SpanVersion> versions) {
        return with("spans", new Member.Versions(versions));
    }

    /** A field that has not the form it must have. */
    public static Problem field(String pointer, String detail) {
        return of(Code.REQUEST_FIELD_INVALID, detail).with("pointer", pointer);
    }

    private Problem with(String name, Member member) {
        Map<String, Member> more = new LinkedHashMap<>(members);
        more.put(name, member);
        return new Problem(code, detail, more);
    }
}
