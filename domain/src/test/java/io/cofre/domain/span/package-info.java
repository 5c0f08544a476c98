@NullMarked
package io.cofre.domain.span;

import org.jspecify.annotations.NullMarked;
