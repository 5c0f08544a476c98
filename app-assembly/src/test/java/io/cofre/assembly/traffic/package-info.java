/** Holds all traffic of this module's tests against the OpenAPI document. */
@NullMarked
package io.cofre.assembly.traffic;

import org.jspecify.annotations.NullMarked;
