/** The domain as a whole, over the store in memory. */
@NullMarked
package io.cofre.domain;

import org.jspecify.annotations.NullMarked;
