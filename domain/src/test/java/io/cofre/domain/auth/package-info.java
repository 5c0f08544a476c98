/** Rules as tables of cases. */
@NullMarked
package io.cofre.domain.auth;

import org.jspecify.annotations.NullMarked;
