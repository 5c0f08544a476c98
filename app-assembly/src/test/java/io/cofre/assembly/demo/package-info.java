/** Tests of the demo. */
@NullMarked
package io.cofre.assembly.demo;

import org.jspecify.annotations.NullMarked;
