@NullMarked
package io.cofre.postgres.app;

import org.jspecify.annotations.NullMarked;
