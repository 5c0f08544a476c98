@NullMarked
package io.cofre.postgres.span;

import org.jspecify.annotations.NullMarked;
