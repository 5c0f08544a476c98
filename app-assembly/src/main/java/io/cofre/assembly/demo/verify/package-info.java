/**
 * A second reading of spec 03, sharing no code with the first: RFC 8785 and BLAKE3 from other libraries, Ed25519 from
 * the JDK, the rules written anew. What it confirms, a stranger with the export and the root's name could confirm.
 */
@NullMarked
package io.cofre.assembly.demo.verify;

import org.jspecify.annotations.NullMarked;
