/** What nodes tell one another, and count. */
@NullMarked
package io.cofre.ports.node;

import org.jspecify.annotations.NullMarked;
