/** The carrier over real sockets. */
@NullMarked
package io.cofre.http.helidon;

import org.jspecify.annotations.NullMarked;
