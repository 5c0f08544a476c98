/** The one table of errors and problem+json (RFC 9457). */
@NullMarked
package io.cofre.http.problem;

import org.jspecify.annotations.NullMarked;
