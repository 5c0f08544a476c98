/** Spans, the keys that signed them, and the reading of the ledger (spec 03). */
@NullMarked
package io.cofre.ports.span;

import org.jspecify.annotations.NullMarked;
