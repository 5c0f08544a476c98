/** Secrets: the vault, and the types that hide them (spec 02). */
@NullMarked
package io.cofre.ports.vault;

import org.jspecify.annotations.NullMarked;
