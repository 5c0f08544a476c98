package io.cofre.domain.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Members with unique names. They stand in the order of their names' UTF-16 code units, whatever order they came in,
 * because that is the order in which RFC 8785 writes them (section 3.2.3) and JSON itself gives order no meaning.
 */
public final class JsonObject implements JsonValue {
    /** The object without members. */
    public static final JsonObject EMPTY = new JsonObject(new Member[0]);

    /** {@code String.compareTo} compares UTF-16 code units. */
    static final Comparator<Member> BY_NAME = (a, b) -> a.name.compareTo(b.name);

    private final Member[] members;

    private JsonObject(Member[] members) {
        this.members = members;
    }

    /** One member, as {@link #members()} lists it. */
    public record Member(String name, JsonValue value) {
        static final Member[] NONE = new Member[0];

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * The object of these members, in whatever order they come.
     *
     * @throws IllegalArgumentException for a name with a lone surrogate or U+0000
     */
    public static JsonObject of(Map<String, ? extends JsonValue> members) {
        Member[] sorted = new Member[members.size()];
        int count = 0;
        for (Map.Entry<String, ? extends JsonValue> entry : members.entrySet()) {
            sorted[count++] = new Member(JsonString.of(entry.getKey()).value(), entry.getValue());
        }
        Arrays.sort(sorted, BY_NAME);
        return new JsonObject(sorted);
    }

    /** For members that are sorted by {@link #BY_NAME} and known to be unique. The array is not copied. */
    static JsonObject trusted(Member[] sorted) {
        return sorted.length == 0 ? EMPTY : new JsonObject(sorted);
    }

    /** In the order of their names' UTF-16 code units. */
    public List<Member> members() {
        return Collections.unmodifiableList(Arrays.asList(members));
    }

    public int size() {
        return members.length;
    }

    /** Empty where there is no such member; a member that is {@code null} is there. */
    public Optional<JsonValue> find(String name) {
        int at = indexOf(name);
        return at < 0 ? Optional.empty() : Optional.of(members[at].value);
    }

    /** The same without the members of these names; those that are not there change nothing. */
    public JsonObject without(String... names) {
        Set<String> dropped = new HashSet<>(Arrays.asList(names));
        List<Member> kept = new ArrayList<>(members.length);
        for (Member member : members) {
            if (!dropped.contains(member.name)) {
                kept.add(member);
            }
        }
        return kept.size() == members.length ? this : trusted(kept.toArray(Member.NONE));
    }

    /**
     * The same with one member more, or with another value for one that is there.
     *
     * @throws IllegalArgumentException for a name with a lone surrogate or U+0000
     */
    public JsonObject with(String name, JsonValue value) {
        int at = indexOf(name);
        if (at >= 0) {
            Member[] replaced = members.clone();
            replaced[at] = new Member(name, value);
            return new JsonObject(replaced);
        }
        int insertion = -at - 1;
        Member[] grown = new Member[members.length + 1];
        System.arraycopy(members, 0, grown, 0, insertion);
        grown[insertion] = new Member(JsonString.of(name).value(), value);
        System.arraycopy(members, insertion, grown, insertion + 1, members.length - insertion);
        return new JsonObject(grown);
    }

    /**
     * {@link #with(String, JsonValue)} for a text.
     *
     * @throws IllegalArgumentException for a lone surrogate or U+0000 in either
     */
    public JsonObject with(String name, String value) {
        return with(name, JsonString.of(value));
    }

    /**
     * {@link #with(String, JsonValue)} for an integer.
     *
     * @throws IllegalArgumentException beyond ±{@link JsonNumber#MAX_INTEGER}
     */
    public JsonObject with(String name, long value) {
        return with(name, JsonNumber.of(value));
    }

    Member[] sorted() {
        return members;
    }

    private int indexOf(String name) {
        int low = 0;
        int high = members.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = members[middle].name.compareTo(name);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonObject that && Arrays.equals(members, that.members);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(members);
    }

    @Override
    public String toString() {
        return "JsonObject" + Arrays.toString(members);
    }
}
