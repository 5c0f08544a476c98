/** What a memory may be, and how it is encrypted (spec 04). */
@NullMarked
package io.cofre.domain.memory;

import org.jspecify.annotations.NullMarked;
