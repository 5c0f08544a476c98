/** What the embedded assembly runs inside the process. */
@NullMarked
package io.cofre.local;

import org.jspecify.annotations.NullMarked;
