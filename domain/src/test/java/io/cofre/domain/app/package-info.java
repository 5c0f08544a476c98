/** Rules as tables of cases. */
@NullMarked
package io.cofre.domain.app;

import org.jspecify.annotations.NullMarked;
