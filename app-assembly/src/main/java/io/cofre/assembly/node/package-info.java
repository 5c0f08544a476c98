/** One node from its start to its end. */
@NullMarked
package io.cofre.assembly.node;

import org.jspecify.annotations.NullMarked;
