/**
 * What the domain needs from the world: interfaces, and the facts that stand in their signatures. A refusal is a value
 * of the port, a failure one of {@link io.cofre.ports.PortFailure}; every method blocks, and every implementation is
 * thread-safe.
 */
@NullMarked
package io.cofre.ports;

import org.jspecify.annotations.NullMarked;
