/** Use cases over the store in memory. */
@NullMarked
package io.cofre.domain.usecase;

import org.jspecify.annotations.NullMarked;
