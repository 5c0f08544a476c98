/** API keys and wallet sessions as they are stored (spec 01). */
@NullMarked
package io.cofre.ports.token;

import org.jspecify.annotations.NullMarked;
