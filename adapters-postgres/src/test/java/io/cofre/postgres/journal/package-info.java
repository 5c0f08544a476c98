@NullMarked
package io.cofre.postgres.journal;

import org.jspecify.annotations.NullMarked;
