/** Rules as tables of cases. */
@NullMarked
package io.cofre.domain.memory;

import org.jspecify.annotations.NullMarked;
