/** One request and its answer, whatever server carries them. */
@NullMarked
package io.cofre.http.exchange;

import org.jspecify.annotations.NullMarked;
