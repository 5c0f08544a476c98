/** The rules, as pure functions over facts, and the use cases built from them. */
@NullMarked
package io.cofre.domain;

import org.jspecify.annotations.NullMarked;
