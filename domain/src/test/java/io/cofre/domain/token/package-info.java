@NullMarked
package io.cofre.domain.token;

import org.jspecify.annotations.NullMarked;
