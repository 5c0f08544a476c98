/** Tests of the client. */
@NullMarked
package io.cofre.assembly.cli;

import org.jspecify.annotations.NullMarked;
