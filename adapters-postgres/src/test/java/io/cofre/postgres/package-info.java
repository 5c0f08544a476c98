@NullMarked
package io.cofre.postgres;

import org.jspecify.annotations.NullMarked;
