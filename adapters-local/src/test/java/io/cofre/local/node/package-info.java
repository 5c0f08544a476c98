@NullMarked
package io.cofre.local.node;

import org.jspecify.annotations.NullMarked;
