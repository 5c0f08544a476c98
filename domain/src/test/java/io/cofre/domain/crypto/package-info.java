@NullMarked
package io.cofre.domain.crypto;

import org.jspecify.annotations.NullMarked;
