package io.cofre.assembly.node;

import java.time.Duration;
import java.util.function.IntSupplier;

/**
 * One thing that a node does now and then.
 *
 * @param every counted from the end of a run to the next one's begin
 * @param work returns how many things it was done to
 */
record Chore(String name, Duration every, IntSupplier work) {}
