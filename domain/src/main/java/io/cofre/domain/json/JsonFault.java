package io.cofre.domain.json;

/**
 * Why some bytes are not the JSON that is taken here. Never holds a value of the document, only names of members on the
 * way to it.
 *
 * @param pointer where, as an RFC 6901 pointer; for a fault in a member's name the object that holds it; empty (the
 *     whole document) where the bytes cannot be followed that far
 * @param message for people: what is wrong and what to do
 */
public record JsonFault(String pointer, Kind kind, String message) {
    /** What is wrong. */
    public enum Kind {
        /** Not JSON (RFC 8259). */
        SYNTAX,
        /** Not UTF-8 (RFC 3629). */
        ENCODING,
        BYTE_ORDER_MARK,
        /** Something besides white space stands after the value. */
        TRAILING_CONTENT,
        DUPLICATE_MEMBER,
        LONE_SURROGATE,
        /** U+0000, which PostgreSQL's text cannot hold. */
        NUL_CHARACTER,
        NUMBER_NOT_FINITE,
        /** A literal without fraction and exponent beyond ±(2^53 - 1). */
        INTEGER_TOO_LARGE,
        TOO_DEEP,
        TOO_LARGE
    }
}
