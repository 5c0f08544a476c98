@NullMarked
package io.cofre.postgres.nonce;

import org.jspecify.annotations.NullMarked;
