@NullMarked
package io.cofre.postgres.schema;

import org.jspecify.annotations.NullMarked;
