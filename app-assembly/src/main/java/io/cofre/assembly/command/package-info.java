/** The commands that run the service or work on its data. */
@NullMarked
package io.cofre.assembly.command;

import org.jspecify.annotations.NullMarked;
