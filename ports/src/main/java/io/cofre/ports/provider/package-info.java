/** AI providers (spec 02, provider.invoke). */
@NullMarked
package io.cofre.ports.provider;

import org.jspecify.annotations.NullMarked;
