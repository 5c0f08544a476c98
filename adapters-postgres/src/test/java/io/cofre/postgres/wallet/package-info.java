@NullMarked
package io.cofre.postgres.wallet;

import org.jspecify.annotations.NullMarked;
