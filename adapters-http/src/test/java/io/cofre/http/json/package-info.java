/** Reads requests strictly and describes shapes; writes answers. */
@NullMarked
package io.cofre.http.json;

import org.jspecify.annotations.NullMarked;
