/** Copies of everything that an installation keeps in its database. */
@NullMarked
package io.cofre.postgres.backup;

import org.jspecify.annotations.NullMarked;
