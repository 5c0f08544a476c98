/** Rules as tables of cases. */
@NullMarked
package io.cofre.domain.wallet;

import org.jspecify.annotations.NullMarked;
