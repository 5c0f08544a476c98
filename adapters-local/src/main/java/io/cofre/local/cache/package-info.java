/** What the authorizer reads, kept for seconds, dropped when it changes. */
@NullMarked
package io.cofre.local.cache;

import org.jspecify.annotations.NullMarked;
