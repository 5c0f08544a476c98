/** Configuration, wiring, the assemblies and the command line. */
@NullMarked
package io.cofre.assembly;

import org.jspecify.annotations.NullMarked;
