/**
 * The span (spec 03): its form, canonical bytes, hash and signature, and the other texts that the same keys sign. The
 * only maker of {@code VerifiedSpan}. Pure and thread-safe throughout.
 */
@NullMarked
package io.cofre.domain.span;

import org.jspecify.annotations.NullMarked;
