@NullMarked
package io.cofre.providers;

import org.jspecify.annotations.NullMarked;
