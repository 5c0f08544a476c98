package io.cofre.http.json;

import java.util.List;
import java.util.Optional;

/**
 * A JSON value and where it stands in its text: {@code start} is the index of its first character, {@code end} one past
 * its last.
 *
 * <p>What is wrong inside a value is kept as its {@code flaw} instead of refusing the whole text, so that a raw member
 * reaches its own reader with all its faults.
 */
sealed interface Node {
    int start();

    int end();

    record Members(int start, int end, List<Member> members, Optional<JsonFault> flaw) implements Node {
        Optional<Node> get(String name) {
            for (Member member : members) {
                if (member.name().equals(name)) {
                    return Optional.of(member.value());
                }
            }
            return Optional.empty();
        }
    }

    record Member(String name, Node value) {}

    record Items(int start, int end, List<Node> items) implements Node {}

    record Text(int start, int end, String value, Optional<JsonFault> flaw) implements Node {}

    /** A literal with neither fraction nor exponent, of at most 18 digits. */
    record Whole(int start, int end, long value) implements Node {}

    /** Any other number; infinite where no double holds it. */
    record Decimal(int start, int end, double value) implements Node {}

    record Truth(int start, int end, boolean value) implements Node {}

    record Null(int start, int end) implements Node {}

    default String kind() {
        return switch (this) {
            case Members m -> "an object";
            case Items i -> "an array";
            case Text t -> "a string";
            case Whole w -> "an integer";
            case Decimal d -> "a number that is no integer";
            case Truth t -> "a boolean";
            case Null n -> "null";
        };
    }
}
