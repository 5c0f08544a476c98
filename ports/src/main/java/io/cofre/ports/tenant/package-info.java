/** Tenants as they are stored. */
@NullMarked
package io.cofre.ports.tenant;

import org.jspecify.annotations.NullMarked;
