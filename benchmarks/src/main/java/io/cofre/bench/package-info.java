/** Benchmarks of the hot paths. */
@NullMarked
package io.cofre.bench;

import org.jspecify.annotations.NullMarked;
