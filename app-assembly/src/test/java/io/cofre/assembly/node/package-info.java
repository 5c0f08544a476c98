/** Whole nodes, started and called over HTTP. */
@NullMarked
package io.cofre.assembly.node;

import org.jspecify.annotations.NullMarked;
