/** The journal on PostgreSQL: group commit, and what changes do to the projections. */
@NullMarked
package io.cofre.postgres.journal;

import org.jspecify.annotations.NullMarked;
