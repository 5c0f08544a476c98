/** The registry beside its projections on PostgreSQL, for the audit. */
@NullMarked
package io.cofre.postgres.audit;

import org.jspecify.annotations.NullMarked;
