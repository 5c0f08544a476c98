/** Tests of the read caches. */
@NullMarked
package io.cofre.local.cache;

import org.jspecify.annotations.NullMarked;
