/** Fakes, contract kits and fixtures for everything that implements a port. */
@NullMarked
package io.cofre.testkit;

import org.jspecify.annotations.NullMarked;
