/** Copies of everything that an embedded installation keeps. */
@NullMarked
package io.cofre.postgres.backup;

import org.jspecify.annotations.NullMarked;
