@NullMarked
package io.cofre.postgres.memory;

import org.jspecify.annotations.NullMarked;
