/** Files that must survive a crash. */
@NullMarked
package io.cofre.local.file;

import org.jspecify.annotations.NullMarked;
