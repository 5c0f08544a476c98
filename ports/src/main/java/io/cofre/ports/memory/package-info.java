/** Memories and their search (spec 04). */
@NullMarked
package io.cofre.ports.memory;

import org.jspecify.annotations.NullMarked;
