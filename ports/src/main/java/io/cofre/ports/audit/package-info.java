/** The ledger beside its projections, as they stand at one moment: for {@code cofre ledger audit}. */
@NullMarked
package io.cofre.ports.audit;

import org.jspecify.annotations.NullMarked;
