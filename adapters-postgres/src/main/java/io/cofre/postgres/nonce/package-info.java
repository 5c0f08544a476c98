/** Nonces of signed requests on PostgreSQL. */
@NullMarked
package io.cofre.postgres.nonce;

import org.jspecify.annotations.NullMarked;
