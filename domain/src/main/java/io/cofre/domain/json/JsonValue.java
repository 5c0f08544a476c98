package io.cofre.domain.json;

/**
 * One JSON value (RFC 8259) as I-JSON allows it (RFC 7493): members are unique, texts are well-formed Unicode without
 * U+0000, numbers are finite doubles. Immutable, and equal by content.
 */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonNumber, JsonBool, JsonNull {}
