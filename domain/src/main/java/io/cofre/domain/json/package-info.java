/**
 * JSON as the domain takes it: strict I-JSON in (RFC 7493), RFC 8785 out. The only package that uses Jackson, and only
 * its streaming parser. Everything here is a pure function or immutable, and so thread-safe.
 */
@NullMarked
package io.cofre.domain.json;

import org.jspecify.annotations.NullMarked;
