@NullMarked
package io.cofre.postgres.vault;

import org.jspecify.annotations.NullMarked;
