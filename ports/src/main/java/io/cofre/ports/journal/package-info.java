/**
 * The one way to write: changes, guards, effects, and the pure judgement that every store shares (spec 03, architecture
 * idea 1).
 */
@NullMarked
package io.cofre.ports.journal;

import org.jspecify.annotations.NullMarked;
