@NullMarked
package io.cofre.postgres.tenant;

import org.jspecify.annotations.NullMarked;
