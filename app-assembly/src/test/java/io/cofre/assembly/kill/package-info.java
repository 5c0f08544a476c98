/** Processes that die while they work, and what must hold afterwards. */
@NullMarked
package io.cofre.assembly.kill;

import org.jspecify.annotations.NullMarked;
