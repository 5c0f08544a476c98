/** What an app is granted (spec 04). */
@NullMarked
package io.cofre.domain.app;

import org.jspecify.annotations.NullMarked;
