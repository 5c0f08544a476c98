/** Where an envelope vault keeps its rows, on PostgreSQL. */
@NullMarked
package io.cofre.postgres.vault;

import org.jspecify.annotations.NullMarked;
