/** Where the tests find published vectors. */
@NullMarked
package io.cofre.domain.vectors;

import org.jspecify.annotations.NullMarked;
