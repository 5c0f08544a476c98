/** The commands as an operator runs them. */
@NullMarked
package io.cofre.assembly.command;

import org.jspecify.annotations.NullMarked;
