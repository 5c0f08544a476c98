/** The settings of a node: typed, validated as a whole, each with its source. */
@NullMarked
package io.cofre.assembly.config;

import org.jspecify.annotations.NullMarked;
