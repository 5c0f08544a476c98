/** A request's way from the carrier to its handler and back. */
@NullMarked
package io.cofre.http.surface;

import org.jspecify.annotations.NullMarked;
