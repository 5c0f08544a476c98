@NullMarked
package io.cofre.local.postgres;

import org.jspecify.annotations.NullMarked;
