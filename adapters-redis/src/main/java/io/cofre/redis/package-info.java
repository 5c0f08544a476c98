/** What several nodes share over Redis. */
@NullMarked
package io.cofre.redis;

import org.jspecify.annotations.NullMarked;
