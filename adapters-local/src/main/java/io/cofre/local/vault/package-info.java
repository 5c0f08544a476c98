/** The vault of the embedded and on-prem assemblies: rows under envelope encryption (spec 02, "The vault port"). */
@NullMarked
package io.cofre.local.vault;

import org.jspecify.annotations.NullMarked;
