/** The assembly {@code memory}: the fakes are for tests alone, and so is it. */
@NullMarked
package io.cofre.assembly.wiring;

import org.jspecify.annotations.NullMarked;
