/** Rules as tables of cases. */
@NullMarked
package io.cofre.domain.model;

import org.jspecify.annotations.NullMarked;
