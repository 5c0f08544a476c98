/** Registered apps (spec 04). */
@NullMarked
package io.cofre.ports.app;

import org.jspecify.annotations.NullMarked;
