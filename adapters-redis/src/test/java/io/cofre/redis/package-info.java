@NullMarked
package io.cofre.redis;

import org.jspecify.annotations.NullMarked;
