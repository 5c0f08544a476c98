/**
 * The arithmetic of secrets and hashes behind small typed wrappers: the only importer of cryptographic libraries. No
 * policy, no state but prepared keys; time and randomness come in as arguments. Everything is thread-safe unless it
 * says otherwise.
 */
@NullMarked
package io.cofre.domain.crypto;

import org.jspecify.annotations.NullMarked;
