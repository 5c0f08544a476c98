/** API keys: their form, and the hash under which they are stored (spec 01). Pure. */
@NullMarked
package io.cofre.domain.token;

import org.jspecify.annotations.NullMarked;
