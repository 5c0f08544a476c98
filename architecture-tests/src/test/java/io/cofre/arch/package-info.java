/** The dependency rules of the rooms. */
@NullMarked
package io.cofre.arch;

import org.jspecify.annotations.NullMarked;
