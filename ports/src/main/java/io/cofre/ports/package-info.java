/** The interfaces that Cofre needs from outside, and the facts that stand in their signatures. */
@NullMarked
package io.cofre.ports;

import org.jspecify.annotations.NullMarked;
