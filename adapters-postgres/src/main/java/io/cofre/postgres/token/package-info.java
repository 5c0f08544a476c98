/** API keys and wallet sessions on PostgreSQL. */
@NullMarked
package io.cofre.postgres.token;

import org.jspecify.annotations.NullMarked;
