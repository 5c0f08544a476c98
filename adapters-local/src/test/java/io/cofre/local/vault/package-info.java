@NullMarked
package io.cofre.local.vault;

import org.jspecify.annotations.NullMarked;
