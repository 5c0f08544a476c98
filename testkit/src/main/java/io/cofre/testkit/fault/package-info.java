/** Ports that fail on cue. */
@NullMarked
package io.cofre.testkit.fault;

import org.jspecify.annotations.NullMarked;
