@NullMarked
package io.cofre.postgres.audit;

import org.jspecify.annotations.NullMarked;
