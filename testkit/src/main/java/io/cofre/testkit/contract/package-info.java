/**
 * What every implementation of a port must do, as tests to inherit: a backend's test implements the kit's interface and
 * its one abstract method. Each test names the broken implementation that it catches ({@link Kills}).
 */
@NullMarked
package io.cofre.testkit.contract;

import org.jspecify.annotations.NullMarked;
