@NullMarked
package io.cofre.domain.json;

import org.jspecify.annotations.NullMarked;
