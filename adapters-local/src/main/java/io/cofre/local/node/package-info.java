/** What one node counts and tells itself, in the process. */
@NullMarked
package io.cofre.local.node;

import org.jspecify.annotations.NullMarked;
