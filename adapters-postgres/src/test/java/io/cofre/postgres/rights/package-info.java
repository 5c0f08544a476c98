@NullMarked
package io.cofre.postgres.rights;

import org.jspecify.annotations.NullMarked;
