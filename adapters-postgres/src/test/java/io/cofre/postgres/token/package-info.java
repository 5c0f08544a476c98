@NullMarked
package io.cofre.postgres.token;

import org.jspecify.annotations.NullMarked;
