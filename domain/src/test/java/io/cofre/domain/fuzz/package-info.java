/**
 * Parsers of what strangers send, under a coverage-guided fuzzer. Every build runs the inputs in
 * {@code src/test/resources} beside; {@code JAZZER_FUZZ=1} with one test method named searches for more.
 */
@NullMarked
package io.cofre.domain.fuzz;

import org.jspecify.annotations.NullMarked;
