/** The commands that only call the API, on a class path of their own. */
@NullMarked
package io.cofre.assembly.cli;

import org.jspecify.annotations.NullMarked;
