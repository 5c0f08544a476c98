@NullMarked
package io.cofre.postgres.bench;

import org.jspecify.annotations.NullMarked;
