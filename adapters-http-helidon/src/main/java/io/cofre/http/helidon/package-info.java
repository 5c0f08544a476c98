/** The routes carried over Helidon. */
@NullMarked
package io.cofre.http.helidon;

import org.jspecify.annotations.NullMarked;
