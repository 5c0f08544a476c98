/** Wallets and their keys as they are stored (spec 02). */
@NullMarked
package io.cofre.ports.wallet;

import org.jspecify.annotations.NullMarked;
