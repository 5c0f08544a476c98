/** The assemblies: which adapters a node is made of. The one place that knows Guice. */
@NullMarked
package io.cofre.assembly.wiring;

import org.jspecify.annotations.NullMarked;
