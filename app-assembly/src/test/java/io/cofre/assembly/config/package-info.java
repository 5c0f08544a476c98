/** Tests of the settings. */
@NullMarked
package io.cofre.assembly.config;

import org.jspecify.annotations.NullMarked;
