/** Which keys serve, in which states, for whom (spec 02). */
@NullMarked
package io.cofre.domain.wallet;

import org.jspecify.annotations.NullMarked;
