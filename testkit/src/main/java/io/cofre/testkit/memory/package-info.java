/**
 * Every port in memory: as strict as the strictest real backend and as thread-safe as the port promises, for tests and
 * for embedders. Nothing here outlives the process.
 */
@NullMarked
package io.cofre.testkit.memory;

import org.jspecify.annotations.NullMarked;
