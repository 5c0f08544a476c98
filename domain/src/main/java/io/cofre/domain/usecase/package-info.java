/**
 * The verbs of Cofre: each reads, lets a rule decide, signs, and commits once. Final classes with one public method,
 * thread-safe, built from ports, rules, a clock and randomness.
 */
@NullMarked
package io.cofre.domain.usecase;

import org.jspecify.annotations.NullMarked;
