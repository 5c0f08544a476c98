package io.cofre.http.json;

/**
 * Why a request's JSON was refused.
 *
 * @param pointer RFC 6901; empty for the whole text
 * @param detail what was wrong there and what is expected; never a value of the request
 */
public record JsonFault(Kind kind, String pointer, String detail) {
    public enum Kind {
        MALFORMED,
        UNKNOWN_FIELD,
        FIELD_MISSING,
        TOO_DEEP
    }

    static JsonFault malformed(String pointer, String detail) {
        return new JsonFault(Kind.MALFORMED, pointer, detail);
    }
}
