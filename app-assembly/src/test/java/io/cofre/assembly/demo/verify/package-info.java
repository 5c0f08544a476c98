/** Tests of the second verifier. */
@NullMarked
package io.cofre.assembly.demo.verify;

import org.jspecify.annotations.NullMarked;
