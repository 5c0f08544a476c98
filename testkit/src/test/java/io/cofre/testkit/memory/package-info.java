/** The kits on the stores in memory, and on their mutants. */
@NullMarked
package io.cofre.testkit.memory;

import org.jspecify.annotations.NullMarked;
