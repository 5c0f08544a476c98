/** Nonces of signed requests (spec 01). */
@NullMarked
package io.cofre.ports.nonce;

import org.jspecify.annotations.NullMarked;
