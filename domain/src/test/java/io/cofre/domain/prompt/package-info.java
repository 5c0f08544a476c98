/** Rules as tables of cases. */
@NullMarked
package io.cofre.domain.prompt;

import org.jspecify.annotations.NullMarked;
